import { definePipeline, from } from "@brain/core";
import { memoryDestination, sampleStream } from "@brain/testkit";
import { expect, test } from "vitest";
import { z } from "zod";
import { createFernetKey } from "./fernet-key.ts";
import { fernetEncrypt } from "./fernet-encrypt.ts";
import { createFernet } from "./fernet.ts";

const fernet = createFernet([createFernetKey()]);
const scope = { source: "toy", stream: "people" };
interface Person {
  readonly id: string;
  readonly email?: string | null;
  readonly age?: number | object;
}

async function encrypted(record: Person): Promise<Readonly<Record<string, unknown>>> {
  const [first] = await fernetEncrypt<Person, "email" | "age">(fernet, "email", "age").apply(
    [record],
    scope,
  );
  return { ...first };
}

test("[EN-1] text goes as UTF-8, all else as JSON", async () => {
  const { id, email, age } = await encrypted({ id: "1", email: "José 👩‍🚀", age: { years: 41 } });

  expect(id).toBe("1");
  expect(fernet.decryptText(String(email))).toBe("José 👩‍🚀");
  expect(fernet.decryptText(String(age))).toBe('{"years":41}');
});

test("[EN-5] null stays null, missing stays missing, empty text is encrypted", async () => {
  expect(await encrypted({ id: "1", email: null })).toEqual({ id: "1", email: null });
  expect(Object.keys(await encrypted({ id: "1" }))).toEqual(["id"]);
  expect(fernet.decryptText(String((await encrypted({ id: "1", email: "" })).email))).toBe("");
});

test("[EN-5] a value that is a token of these keys stays; what merely looks like one is encrypted", async () => {
  const mine = fernet.encrypt("ana");
  const others = createFernet([createFernetKey()]).encrypt("ana");
  const inBase64 = btoa(mine);
  const emailOf = async (email: string): Promise<string> =>
    String((await encrypted({ id: "1", email })).email);

  expect(await emailOf(mine)).toBe(mine);
  expect(await emailOf(inBase64)).toBe(inBase64);
  for (const text of [others, `${mine} `, mine.slice(0, -4), "gAAAAA", "g", "Z0FBQUFB"]) {
    expect(fernet.decryptText(await emailOf(text))).toBe(text);
  }
});

test("[EN-4] a record that cannot be encrypted is neither written nor quarantined, and the error does not show it", async () => {
  const schema = z.object({ id: z.string(), email: z.string().nullable() });
  const people = sampleStream({
    name: "people",
    info: { schema, primaryKey: ["id"], pii: { email: "email" } },
    pages: () => [
      { records: [{ id: "1", email: "ana@example.com" }], checkpoint: 1 },
      { records: [{ id: "2", email: "bo\ud800@example.com" }], checkpoint: 2 },
    ],
  });
  const destination = memoryDestination();

  const report = await definePipeline({
    name: "p",
    destination,
    flows: [from(people).protect(fernetEncrypt(fernet, "email")).into("people")],
    limits: { commitMs: 5 },
  }).run();

  expect(report.status).toBe("failed");
  expect(report.streams[0]).toMatchObject({ error: { code: "record_invalid" }, quarantined: 0 });
  expect(JSON.stringify(report)).not.toContain("bo\\ud800");
  for (const row of destination.rows("people")) {
    expect(fernet.decryptText(String(Reflect.get(row, "email")))).toBe("ana@example.com");
  }
});

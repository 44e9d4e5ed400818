import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { definePipeline } from "../define-pipeline.ts";
import type { FlowDefinition, Protector } from "../flow.ts";
import { from } from "../from.ts";
import { drop, mask, maskDeclared } from "../protectors.ts";
import type { Stream } from "../stream.ts";
import { items, type Item, type ItemStream } from "./scenario.fixture.ts";

const stream = (given: Partial<ItemStream> = {}): Stream<Item, "items"> =>
  items({
    async *read() {
      yield { records: [] };
    },
    ...given,
  });

const pseudonymise: Protector<Item, Item> = {
  name: "pseudonymise",
  fields: ["id"],
  effect: "replaces",
  keepsKeys: true,
  apply: (records) => records,
};

async function problemsOf(flow: FlowDefinition): Promise<string[]> {
  const destination = memoryDestination();
  const plan = await definePipeline({ name: "p", destination, flows: [flow] }).plan();
  return plan.problems.map(({ message, hint }) => `${message} ${hint ?? ""}`);
}

test("what is refused because of personal data shows the lines that protect it", async () => {
  const [problem, ...others] = await problemsOf(
    from(stream({ pii: { id: "id", day: "name" } })).into("t"),
  );

  expect(others).toEqual([]);
  expect(problem).toContain("would write personal data of toy.items in clear: id, day.");
  expect(problem).toContain('.protect(mask("day")).protect(pseudonymise("id"))');
});

test("a protector on the primary key is refused, unless it keeps keys apart", async () => {
  const masked = await problemsOf(from(stream()).protect(mask("id")).into("t"));
  const pseudonymised = await problemsOf(from(stream()).protect(pseudonymise).into("t"));
  const appended = await problemsOf(
    from(stream()).protect(mask("id")).into("t", { mode: "append" }),
  );

  expect(masked).toHaveLength(1);
  expect(masked[0]).toContain('The protector mask of the flow t changes "id"');
  expect(pseudonymised).toEqual([]);
  expect(appended).toEqual([]);
});

test("[CP-4] a cursor stays as it is: a protector may leave it out, and nothing else", async () => {
  const masked = await problemsOf(
    from(stream({ cursor: true }))
      .protect(mask("n"))
      .into("t"),
  );
  const dropped = await problemsOf(
    from(stream({ cursor: true }))
      .protect(drop("n"))
      .into("t"),
  );

  expect(masked).toHaveLength(1);
  expect(masked[0]).toContain('Leave "n" as it is.');
  expect(dropped).toEqual([]);
});

test("maskDeclared leaves out what another protector covers, and what nobody covers is refused", async () => {
  const personal = stream({ pii: { id: "id", day: "name" } });
  const rest = maskDeclared(personal, { except: ["id"] });

  const covered = await problemsOf(from(personal).protect(pseudonymise).protect(rest).into("t"));
  const bare = await problemsOf(from(personal).protect(rest).into("t"));

  expect(rest.fields).toEqual(["day"]);
  expect(covered).toEqual([]);
  expect(bare).toHaveLength(1);
  expect(bare[0]).toContain("in clear: id.");
});

test("a protector may refuse a stream, and a run does not begin", async () => {
  const refusing: Protector<Item, Item> = {
    ...pseudonymise,
    refuses: ({ primaryKey }) => `its key is ${primaryKey.join()}`,
  };
  const willing: Protector<Item, Item> = { ...pseudonymise, refuses: () => undefined };

  const problems = await problemsOf(from(stream()).protect(refusing).into("t"));

  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(
    "The protector pseudonymise cannot stand in the flow t: its key is id.",
  );
  expect(await problemsOf(from(stream()).protect(willing).into("t"))).toEqual([]);
});

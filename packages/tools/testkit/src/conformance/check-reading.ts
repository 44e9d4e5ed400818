import { outputJsonSchema } from "@brain/core";
import { collectPages } from "../collect.ts";
import { nextTurn } from "./next-turn.ts";
import { identify } from "./reading.ts";
import { failed } from "../battery/check.ts";
import type { Subject } from "./subject.ts";

/** Key, cursor, personal data and deletes name fields that the schema has, and making the source asks nothing. */
export async function checkDeclaration(subject: Subject, name: string): Promise<void> {
  const mounted = subject.mount();
  await nextTurn();
  const { info } = mounted.stream(name);
  const fields = outputJsonSchema(info.schema).properties ?? {};
  const declared = {
    primaryKey: info.primaryKey,
    cursor: info.cursor === undefined ? [] : [info.cursor.field],
    pii: Object.keys(info.pii ?? {}),
    deletes: info.deletes ?? [],
  };
  for (const [where, names] of Object.entries(declared)) {
    const unknown = names.filter((field) => !Object.hasOwn(fields, field));
    if (unknown.length === 0) continue;
    throw failed(`${where} of stream ${name} names what its schema lacks: ${unknown.join(", ")}.`);
  }
  if (mounted.sent.length > 0) {
    throw failed(`The source made ${mounted.sent.length} requests before anyone read.`);
  }
}

/** Every stream can be read to its end, and gives valid records; `read()` checks them. */
export async function checkRead(subject: Subject, name: string): Promise<void> {
  const pages = await collectPages(subject.mount().stream(name), await subject.start(name));
  const records = pages.reduce((sum, page) => sum + page.records.length, 0);
  if (records === 0) throw failed(`Stream ${name} gave no record: give the server some.`);
}

/** No primary key comes twice within one reading, and none is empty. */
export async function checkKeys(subject: Subject, name: string): Promise<void> {
  const stream = subject.mount().stream(name);
  const { primaryKey } = stream.info;
  if (primaryKey.length === 0) return;
  const known = new Set<string>();
  let repeated = 0;
  for (const page of await collectPages(stream, await subject.start(name))) {
    // The reader removes what has the same key and version, and says how many those were.
    repeated += page.deduplicated ?? 0;
    for (const record of page.records) {
      const empty = primaryKey.filter((field) => (Reflect.get(record, field) ?? "") === "");
      if (empty.length > 0) {
        throw failed(
          `A record of stream ${name} has nothing in its key field ${empty.join(", ")}.`,
        );
      }
      const key = identify(stream, record);
      if (known.has(key)) repeated += 1;
      known.add(key);
    }
  }
  if (repeated > 0) {
    throw failed(`${repeated} records of stream ${name} have a key that an earlier one had.`);
  }
}

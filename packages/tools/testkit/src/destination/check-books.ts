import type { QuarantineStore } from "@brain/core";
import { failed, type Asked } from "../battery/check.ts";
import { entryOf } from "./samples.ts";
import { expectRows } from "./same-rows.ts";
import { plainMode, type Scene } from "./scene.ts";

const NOT_PLAIN = "it only replaces";

/** Each row says from which batch, run, flow, partition and generation it is. */
export async function checkTrace(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  const first = await scene.writer({ mode });
  await scene.write(first, [{ id: "a" }], { id: "b1", partition: "d1" });
  await scene.write(first, [{ id: "b" }, { id: "c" }], { id: "b2", partition: "d2" });
  await scene.commit(first);
  const second = await scene.writer({ mode, run: "r2", flow: "g", generation: "g2" });
  await scene.load(second, [{ id: "d" }], { id: "b3", generation: "g2", stream: "src.u" });

  const of = { run: "r1", pipeline: "p", flow: "f", stream: "src.s", generation: "g1" };
  const books = (await scene.books()).map(
    ({ batch, run, pipeline, flow, stream, partition, generation }) => ({
      batch,
      run,
      pipeline,
      flow,
      stream,
      partition,
      generation,
    }),
  );
  expectRows("Of the rows' books", books, [
    { ...of, batch: "b1", partition: "d1" },
    { ...of, batch: "b2", partition: "d2" },
    { ...of, batch: "b2", partition: "d2" },
    {
      ...of,
      batch: "b3",
      partition: "all",
      run: "r2",
      flow: "g",
      generation: "g2",
      stream: "src.u",
    },
  ]);
  return undefined;
}

/** Several tables at once: what one forgets or commits is no other's. */
export async function checkWriters(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  const count = Math.max(2, scene.destination.capabilities.concurrency);
  const names = Array.from({ length: count }, (_, at) => `t${at}`);
  const writers = await Promise.all(names.map((name) => scene.writer({ mode, name, flow: name })));
  const loadAll = (id: string): Promise<unknown> =>
    Promise.all(writers.map((writer) => scene.write(writer, [{ id }])));
  await loadAll("a");
  await Promise.all(writers.map((writer) => scene.commit(writer)));
  await loadAll("b");
  const [forgetful, ...others] = writers;
  await forgetful?.rollback();
  await Promise.all(others.map((writer) => scene.commit(writer)));
  const [, ...full] = names;
  expectRows("In the table whose second batch was forgotten", await scene.rows("t0"), [
    { id: "a" },
  ]);
  for (const name of full) {
    expectRows(`In table ${name} of ${count}`, await scene.rows(name), [{ id: "a" }, { id: "b" }]);
  }
  return undefined;
}

/** Entries come with a commit and are there once, listed page by page until they are settled, also after opening again. */
export async function checkQuarantine(scene: Scene): Promise<Asked> {
  const { quarantine } = scene.destination;
  if (quarantine === undefined) return "it has no quarantine";
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  const writer = await scene.writer({ mode });
  const entries = ["q1", "q2", "q3"].map((id) => entryOf(id));
  await scene.write(writer, [{ id: "a" }]);
  await scene.commit(writer, [], entries);
  await quarantine.add(entries.slice(1));
  await quarantine.add([entryOf("other", { pipeline: "other" }), entryOf("g", { flow: "g" })]);
  await expectEntries(quarantine, {}, ["g", "q1", "q2", "q3"]);
  await expectEntries(quarantine, { flow: "f" }, ["q1", "q2", "q3"]);
  await expectEntries(quarantine, { flow: "f", after: "q1", limit: 1 }, ["q2"]);
  const [first] = await quarantine.list({ pipeline: "p", flow: "f", limit: 1 });
  expectRows("Of a quarantined entry", first === undefined ? [] : [first], entries.slice(0, 1));

  await quarantine.settle(["q1", "q3"], "loaded", "r2");
  await quarantine.add(entries);
  await scene.restart();
  const again = scene.destination.quarantine;
  if (again === undefined) return undefined;
  await expectEntries(again, { flow: "f" }, ["q2"]);
  await expectReplaced(again);
  return undefined;
}

/** A record is replaced where its entry is, and what it was is held no more; an entry that is not there is not added. */
async function expectReplaced(quarantine: QuarantineStore): Promise<void> {
  const records = ["before:q2", "after:q2"];
  for (const record of records) {
    await quarantine.replace?.([entryOf("q2", { record }), entryOf("nowhere", { record })]);
  }
  if (quarantine.replace === undefined) return;
  await expectEntries(quarantine, { flow: "f" }, ["q2"]);
  const found = await quarantine.list({ pipeline: "p", flow: "f", limit: 1 });
  expectRows("Of a replaced entry", found, [entryOf("q2", { record: "after:q2" })]);
  const held = (await quarantine.holds?.(["before:", "after:"])) ?? ["after:"];
  if (held.join() !== "after:") throw failed(`The quarantine holds ${held.join()}, not after:.`);
}

async function expectEntries(
  quarantine: QuarantineStore,
  scope: { readonly flow?: string; readonly after?: string; readonly limit?: number },
  expected: readonly string[],
): Promise<void> {
  const entries = await quarantine.list({ pipeline: "p", limit: 100, ...scope });
  const found = entries.map(({ id }) => id).join(", ");
  if (found === expected.join(", ")) return;
  throw failed(
    `The quarantine lists ${found} of ${JSON.stringify(scope)}, not ${expected.join(", ")}.`,
  );
}

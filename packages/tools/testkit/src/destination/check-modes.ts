import { BrainError, type WriteMode } from "@brain/core";
import { failed, type Asked } from "../battery/check.ts";
import { expectRows } from "./same-rows.ts";
import type { Scene } from "./scene.ts";

const lacking = ({ destination }: Scene, mode: WriteMode): Asked =>
  destination.capabilities.modes.includes(mode) ? undefined : `it does not claim ${mode}`;

export async function checkAppend(scene: Scene): Promise<Asked> {
  const reason = lacking(scene, "append");
  if (reason !== undefined) return reason;
  const writer = await scene.writer({ mode: "append" });
  await scene.load(writer, [{ id: "a" }, { id: "a" }]);
  await scene.load(writer, [{ id: "a" }]);
  expectRows("Appended", await scene.rows(), [{ id: "a" }, { id: "a" }, { id: "a" }]);
  return undefined;
}

/** By key, null within it too; of equal keys the later received. */
export async function checkUpsert(scene: Scene): Promise<Asked> {
  const reason = lacking(scene, "upsert");
  if (reason !== undefined) return reason;
  const writer = await scene.writer({ mode: "upsert", primaryKey: ["id", "day"] });
  await scene.load(writer, [
    { id: "a", day: null, n: 1 },
    { id: "a", day: null, n: 2 },
    { id: "a", day: "2026-11-01", n: 3 },
  ]);
  await scene.load(writer, [
    { id: "a", day: null, n: 4 },
    { id: "b", day: null, n: 5 },
  ]);
  expectRows("Upserted", await scene.rows(), [
    { id: "a", n: 4 },
    { id: "a", day: "2026-11-01", n: 3 },
    { id: "b", n: 5 },
  ]);
  return undefined;
}

/** The greater version wins, in one batch and over commits; of equal ones the later; one without is older than any. */
export async function checkVersion(scene: Scene): Promise<Asked> {
  const reason = lacking(scene, "upsert");
  if (reason !== undefined) return reason;
  const jsonSchema = {
    type: "object",
    properties: {
      id: { type: "string" },
      n: { type: ["integer", "null"] },
      tag: { type: "string" },
    },
  };
  const writer = await scene.writer({ mode: "upsert", version: "n", jsonSchema });
  await scene.load(writer, [
    { id: "a", n: 10, tag: "newest" },
    { id: "a", n: 9, tag: "older" },
    { id: "b", n: 1, tag: "first" },
    { id: "c", n: null, tag: "none" },
    { id: "d", n: 2, tag: "newest" },
  ]);
  await scene.load(writer, [
    { id: "a", n: 4, tag: "oldest" },
    { id: "b", n: 1, tag: "later" },
    { id: "c", n: 1, tag: "newest" },
    { id: "d", n: null, tag: "none" },
  ]);
  expectRows("Upserted by version", await scene.rows(), [
    { id: "a", n: 10, tag: "newest" },
    { id: "b", n: 1, tag: "later" },
    { id: "c", n: 1, tag: "newest" },
    { id: "d", n: 2, tag: "newest" },
  ]);
  return undefined;
}

/** A partition is swept when it was read to its end and not before, and only of this flow's rows. */
export async function checkMirror(scene: Scene): Promise<Asked> {
  const reason = lacking(scene, "mirror");
  if (reason !== undefined) return reason;
  const other = await scene.writer({ mode: "mirror", flow: "other" });
  await scene.load(other, [{ id: "o" }], { partition: "d1", generation: "g0" });
  const writer = await scene.writer({ mode: "mirror" });
  await scene.load(writer, [{ id: "a" }, { id: "b" }], { partition: "d1", generation: "g0" });
  await scene.load(writer, [{ id: "c" }], { partition: "d2", generation: "g0" });

  await scene.write(writer, [{ id: "b" }], { partition: "d1" });
  await scene.commit(writer, [{ partition: "d1" }]);
  const all = [{ id: "a" }, { id: "b" }, { id: "c" }, { id: "o" }];
  expectRows("Before the end of a mirrored partition", await scene.rows(), all);
  await scene.commit(writer, [{ partition: "d1", complete: true }]);
  expectRows("At the end of a mirrored partition", await scene.rows(), all.slice(1));
  await scene.commit(writer, [{ partition: "d2", complete: true }]);
  expectRows("After a mirrored partition that is gone", await scene.rows(), [
    { id: "b" },
    { id: "o" },
  ]);
  return undefined;
}

/** What a partition brought under one version goes when it is begun anew under another, in the same generation. */
export async function checkRestated(scene: Scene): Promise<Asked> {
  const modes = (["mirror", "replace"] as const).filter(
    (each) => lacking(scene, each) === undefined,
  );
  if (modes.length === 0) return "it claims neither mirror nor replace";
  for (const mode of modes) {
    const writer = await scene.writer({ mode, name: mode, flow: mode });
    await scene.load(writer, [{ id: "a" }], { generation: "g1:monday" });
    await scene.write(writer, [{ id: "b" }], { generation: "g1:tuesday" });
    await scene.commit(writer, [{ flow: mode, complete: true, version: "tuesday" }]);
    await scene.finish(writer, { flow: mode });
    const when = `In ${mode}, after a partition was begun anew`;
    expectRows(when, await scene.rows(mode), [{ id: "b" }]);
  }
  return undefined;
}

/** The old rows stay until the end of the generation, then the new ones are alone; ending twice swaps once. */
export async function checkReplace(scene: Scene): Promise<Asked> {
  const reason = lacking(scene, "replace");
  if (reason !== undefined) return reason;
  const first = await scene.writer({ mode: "replace", generation: "g0" });
  await scene.load(first, [{ id: "old" }], { generation: "g0" });
  await scene.finish(first, { generation: "g0" });
  const writer = await scene.writer({ mode: "replace" });
  await scene.load(writer, [{ id: "new" }, { id: "new" }]);
  expectRows("Before the end of a replace", await scene.rows(), [{ id: "old" }]);
  await scene.finish(writer);
  expectRows("After a replace", await scene.rows(), [{ id: "new" }]);

  await scene.restart();
  const again = await scene.writer({ mode: "replace", resuming: true });
  await scene.finish(again);
  expectRows("After a replace that was ended twice", await scene.rows(), [{ id: "new" }]);
  return undefined;
}

export async function checkEmptyReplace(scene: Scene): Promise<Asked> {
  const reason = lacking(scene, "replace");
  if (reason !== undefined) return reason;
  const first = await scene.writer({ mode: "replace", generation: "g0" });
  await scene.load(first, [{ id: "old" }], { generation: "g0" });
  await scene.finish(first, { generation: "g0" });
  await scene.finish(await scene.writer({ mode: "replace" }));
  expectRows("After an empty replace", await scene.rows(), []);
  return undefined;
}

/** A staging goes on after the process, and says so when it was lost. */
export async function checkStaging(scene: Scene): Promise<Asked> {
  const reason = lacking(scene, "replace");
  if (reason !== undefined) return reason;
  await scene.load(await scene.writer({ mode: "replace" }), [{ id: "a" }]);
  await scene.restart();
  const second = await scene.writer({ mode: "replace", resuming: true });
  await scene.load(second, [{ id: "b" }]);
  await scene.finish(second);
  expectRows("After a replace over two processes", await scene.rows(), [{ id: "a" }, { id: "b" }]);

  const generation = "g2";
  await scene.load(await scene.writer({ mode: "replace", generation }), [{ id: "c" }], {
    generation,
  });
  const other = await scene.writer({ mode: "replace", generation: "g3" });
  await other.rollback();
  try {
    await scene.writer({ mode: "replace", generation, resuming: true });
  } catch (error) {
    if (BrainError.isInstance(error) && error.code === "staging_lost") return undefined;
    throw error;
  }
  throw failed("A staging that another generation took the place of is not missed.");
}

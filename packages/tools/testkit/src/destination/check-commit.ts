import { BrainError } from "@brain/core";
import { failed, type Asked } from "../battery/check.ts";
import { expectRefusal } from "../battery/expect-refusal.ts";
import { batchOf, checkpointOf, entryOf } from "./samples.ts";
import { expectRows } from "./same-rows.ts";
import { plainMode, type Scene } from "./scene.ts";

const NOT_PLAIN = "it only replaces";
const NOT_TRANSACTIONAL = "it is not transactional";

/** What it can do fits together, it says that all is well, and a table may be opened again. */
export async function checkDeclaration(scene: Scene): Promise<void> {
  const { capabilities, state } = scene.destination;
  if (capabilities.transactional && state === undefined) {
    throw failed("It claims to be transactional, but has no `state` to commit with the rows.");
  }
  const { ok, message } = await scene.destination.check();
  if (!ok) throw failed(`check() refuses a place where all is well: ${message}`);
  const [mode] = capabilities.modes;
  if (mode === undefined) throw failed("It claims no write mode.");
  const first = await scene.writer({ mode });
  await first.rollback();
  const second = await scene.writer({ mode });
  await second.rollback();
}

export async function checkVisible(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  const writer = await scene.writer({ mode });
  await scene.write(writer, [{ id: "a" }]);
  await scene.write(writer, [{ id: "b" }]);
  expectRows("Before the commit", await scene.rows(), []);
  await scene.commit(writer, [{}]);
  expectRows("After the commit", await scene.rows(), [{ id: "a" }, { id: "b" }]);
  return undefined;
}

/** A process ends between write and commit: nothing is there, and the same batch written again is there once. */
export async function checkTornWrite(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  const before = await scene.writer({ mode });
  await scene.load(before, [{ id: "a" }]);
  await scene.write(before, [{ id: "b" }], { id: "torn" });
  await scene.restart();
  expectRows("After an end between write and commit", await scene.rows(), [{ id: "a" }]);

  const after = await scene.writer({ mode });
  await scene.load(after, [{ id: "b" }], { id: "torn" });
  expectRows("After the batch was written again", await scene.rows(), [{ id: "a" }, { id: "b" }]);
  await scene.restart();
  expectRows("After opening again", await scene.rows(), [{ id: "a" }, { id: "b" }]);
  return undefined;
}

/** A unit that failed is forgotten, the units around it are not; its batch keeps its id when it is written again. */
export async function checkRollback(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  const writer = await scene.writer({ mode });
  await scene.load(writer, [{ id: "a" }]);
  await scene.write(writer, [{ id: "b" }], { id: "again" });
  await writer.rollback();
  await scene.load(writer, [{ id: "b", n: 2 }], { id: "again" });
  await writer.rollback();
  expectRows("After a rollback", await scene.rows(), [{ id: "a" }, { id: "b", n: 2 }]);
  return undefined;
}

/** A commit that is refused leaves neither rows nor quarantine, and the writer goes on. */
export async function checkRefusedCommit(scene: Scene): Promise<Asked> {
  const { capabilities, quarantine } = scene.destination;
  const mode = plainMode(scene);
  if (!capabilities.transactional) return NOT_TRANSACTIONAL;
  if (mode === undefined) return NOT_PLAIN;
  const writer = await scene.writer({ mode });
  await scene.write(writer, [{ id: "a" }], { id: "first" });
  await scene.commit(writer, [{}]);
  await scene.write(writer, [{ id: "b" }], { id: "second" });
  const stale = checkpointOf({ seq: 1, fence: scene.fence });
  await expectRefusal(
    "A commit whose seq is stored already",
    writer.commit([stale], [entryOf("q")]),
  );
  expectRows("After a commit that was refused", await scene.rows(), [{ id: "a" }]);
  const kept = await quarantine?.list({ pipeline: "p", limit: 10 });
  if (kept !== undefined && kept.length > 0) throw failed("A refused commit left its quarantine.");
  await writer.rollback();
  await scene.write(writer, [{ id: "b" }], { id: "second" });
  await scene.commit(writer, [{}]);
  expectRows("After the writer went on", await scene.rows(), [{ id: "a" }, { id: "b" }]);
  return undefined;
}

/** Who was overtaken commits nothing any more. */
export async function checkLateHolder(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (!scene.destination.capabilities.transactional) return NOT_TRANSACTIONAL;
  if (mode === undefined) return NOT_PLAIN;
  const late = await scene.writer({ mode });
  const { fence } = scene;
  await scene.write(late, [{ id: "late" }]);
  await scene.nextLease();
  await expectRefusal("The commit of a late holder", late.commit([checkpointOf({ fence })]));
  await expectRefusal(
    "The end of a late holder's generation",
    late.finish(checkpointOf({ partition: "", complete: true, fence })),
  );
  expectRows("After a late holder's commit", await scene.rows(), []);
  return undefined;
}

/** After an abort nothing is staged: the call rejects, or gives every record back as retryable. */
export async function checkAbort(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  const writer = await scene.writer({ mode });
  const records = [{ id: "a" }, { id: "b" }];
  try {
    const { rejected } = await writer.write(batchOf({ records }), { signal: AbortSignal.abort() });
    if (rejected.length !== records.length || !rejected.every(({ retryable }) => retryable)) {
      throw failed("After an abort a batch was taken.");
    }
  } catch (error) {
    if (!BrainError.isInstance(error) || error.code !== "cancelled") throw error;
  }
  await scene.commit(writer);
  expectRows("After an abort", await scene.rows(), []);
  return undefined;
}

export async function checkClose(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  await scene.load(await scene.writer({ mode }), [{ id: "a" }]);
  await scene.restart();
  expectRows("After closing twice", await scene.rows(), [{ id: "a" }]);
  return undefined;
}

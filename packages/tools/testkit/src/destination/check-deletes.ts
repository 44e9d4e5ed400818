import type { Asked } from "../battery/check.ts";
import { expectRows } from "./same-rows.ts";
import type { Scene } from "./scene.ts";

/** Undefined where rows can be removed. */
const lacking = ({ destination: { capabilities } }: Scene): Asked => {
  if (capabilities.deletes === "none") return "it claims no deletes";
  return capabilities.modes.includes("upsert") ? undefined : "it does not claim upsert";
};

/** A delete removes every row that equals it in the fields it names, nulls included, and no other. */
export async function checkDeletes(scene: Scene): Promise<Asked> {
  const reason = lacking(scene);
  if (reason !== undefined) return reason;
  const writer = await scene.writer({ mode: "upsert" });
  await scene.load(writer, [
    { id: "a", day: "2026-11-01" },
    { id: "b", day: "2026-11-01" },
    { id: "c", day: "2026-11-02" },
    { id: "d", day: null },
  ]);
  await scene.write(writer, [], { deletes: [{ id: "c" }] });
  await writer.rollback();
  if (scene.destination.capabilities.deletes === "key") {
    await scene.load(writer, [], { deletes: [{ id: "a" }, { id: "b" }, { id: "d" }, { id: "z" }] });
  } else {
    await scene.load(writer, [], { deletes: [{ day: "2026-11-01" }, { day: null }] });
  }
  expectRows("After deletes", await scene.rows(), [{ id: "c", day: "2026-11-02" }]);
  return undefined;
}

/** Deletes come before their batch's records, and between the batches around them, within one commit. */
export async function checkDeleteOrder(scene: Scene): Promise<Asked> {
  const reason = lacking(scene);
  if (reason !== undefined) return reason;
  const writer = await scene.writer({ mode: "upsert" });
  await scene.load(writer, [{ id: "x" }, { id: "y" }]);
  await scene.write(writer, [{ id: "z" }, { id: "w" }]);
  await scene.write(writer, [{ id: "y", n: 7 }], { deletes: [{ id: "z" }, { id: "y" }] });
  await scene.write(writer, [], { deletes: [{ id: "w" }] });
  await scene.write(writer, [{ id: "w", n: 9 }]);
  await scene.commit(writer);
  expectRows("After deletes between batches", await scene.rows(), [
    { id: "x" },
    { id: "y", n: 7 },
    { id: "w", n: 9 },
  ]);
  return undefined;
}

/** A delete that names the version leaves newer rows. */
export async function checkDeleteVersion(scene: Scene): Promise<Asked> {
  const reason = lacking(scene);
  if (reason !== undefined) return reason;
  const writer = await scene.writer({ mode: "upsert", version: "n" });
  await scene.load(writer, [
    { id: "a", n: 5 },
    { id: "b", n: 3 },
  ]);
  await scene.load(writer, [], {
    deletes: [
      { id: "a", n: 4 },
      { id: "b", n: 4 },
    ],
  });
  expectRows("After deletes by version", await scene.rows(), [{ id: "a", n: 5 }]);
  return undefined;
}

/** Marking keeps the row and says when; a later record brings it back. */
export async function checkMark(scene: Scene): Promise<Asked> {
  const reason = lacking(scene);
  if (reason !== undefined) return reason;
  const writer = await scene.writer({ mode: "upsert", deletes: "mark" });
  await scene.load(writer, [{ id: "a" }, { id: "b" }]);
  await scene.load(writer, [], { deletes: [{ id: "a" }, { id: "b" }] });
  await scene.load(writer, [{ id: "b" }]);
  const rows = await scene.rows();
  const marked = rows.map((row) => {
    const mark: unknown = Reflect.get(row, "_deleted_at") ?? null;
    return { id: Reflect.get(row, "id"), marked: mark !== null };
  });
  expectRows("After marking deletes", marked, [
    { id: "a", marked: true },
    { id: "b", marked: false },
  ]);
  return undefined;
}

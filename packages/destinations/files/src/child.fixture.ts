import { checkpointOf } from "@brain/testkit";
import { batchOf, signal, writerOf } from "./files.fixture.ts";
import { fileState } from "./file-state.ts";
import { jsonl } from "./jsonl.ts";
import { lockFile } from "./lock-file.ts";

/** A process of its own that takes something and is killed: `jsonl FOLDER`, `state FOLDER` or `lock FILE`; or `end FOLDER`. */
const [what, path = ""] = process.argv.slice(2);
if (what === "jsonl") {
  const writer = await writerOf(jsonl(path));
  await writer.write(batchOf([{ id: "committed" }]), { signal });
  await writer.commit([]);
  await writer.write(batchOf([{ id: "staged" }]), { signal });
} else if (what === "lock") {
  await lockFile(path, 60_000);
} else {
  const state = fileState(path);
  await state.lease("p", { ttlMs: 30_000, owner: "killed" });
  await state.save([checkpointOf({ state: { after: 1 } })]);
}
if (what !== "end") process.kill(process.pid, "SIGKILL");

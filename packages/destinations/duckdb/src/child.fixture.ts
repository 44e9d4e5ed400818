import { checkpointOf } from "@brain/testkit";
import { batchOf, load, open, signal, writerOf } from "./table.fixture.ts";

/** A process of its own: `PATH hold` keeps the file open, `PATH kill` dies with rows staged, others end. */
const [path, what] = process.argv.slice(2);
const destination = await open(path);
const writer = await writerOf(destination);
if (what === "hold") {
  console.log("open");
  process.stdin.resume();
} else if (what === "kill") {
  await writer.write(batchOf([{ id: "committed" }]), { signal });
  await writer.commit([checkpointOf({ state: "after the commit" })]);
  await writer.write(batchOf([{ id: "staged" }]), { signal });
  process.kill(process.pid, "SIGKILL");
} else {
  await load(writer, [{ id: "a" }]);
  if (what === "close") {
    await writer[Symbol.asyncDispose]();
    await destination.close();
  }
}

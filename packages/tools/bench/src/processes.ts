import { spawn, type ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { builtJob } from "./build-jobs.ts";
import type { Measurement, Script } from "./scenario.ts";

/** Runs a job to its end, in a process of its own: neither its memory nor its compiled code mixes with others'. */
export async function runJob(script: Script, url: string | undefined): Promise<Measurement> {
  const built = { ...script, file: builtJob(script.file) };
  const child = start(built, url === undefined ? {} : { url });
  const [result, errors, code] = await Promise.all([
    text(child.stdio[3]),
    text(child.stderr),
    exitOf(child),
  ]);
  if (code !== 0 || result === "") throw new Error(`${nameOf(script)} failed: ${errors}`);
  // `job.ts` wrote it.
  return JSON.parse(result) as Measurement;
}

/** A vendor that answers until it is closed. */
export interface Vendor {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a vendor, and waits until it listens. */
export async function startVendor(script: Script): Promise<Vendor> {
  const child = start(script, {});
  const exit = exitOf(child);
  const errors = text(child.stderr);
  const url = await firstText(child.stdio[3]);
  if (url === "") throw new Error(`${nameOf(script)} failed: ${await errors}`);
  return {
    url,
    async close() {
      child.kill();
      await exit;
    },
  };
}

function start(
  { file, input = {}, node = [] }: Script,
  more: Record<string, string>,
): ChildProcess {
  return spawn(
    process.execPath,
    [
      ...node,
      "--conditions=@brain/source",
      fileURLToPath(file),
      JSON.stringify({ ...input, ...more }),
    ],
    // The vendor reads its input to know when this process is gone.
    { stdio: ["pipe", "ignore", "pipe", "pipe"] },
  );
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
}

async function text(stream: ChildProcess["stdio"][number]): Promise<string> {
  let all = "";
  for await (const chunk of toReadable(stream)) all += String(chunk);
  return all;
}

async function firstText(stream: ChildProcess["stdio"][number]): Promise<string> {
  for await (const chunk of toReadable(stream)) return String(chunk);
  return "";
}

function toReadable(stream: ChildProcess["stdio"][number]): Readable {
  if (stream === null || stream === undefined || !("read" in stream)) {
    throw new Error("A process was started without the pipe that its result comes by.");
  }
  return stream;
}

function nameOf({ file }: Script): string {
  return file.pathname.slice(file.pathname.lastIndexOf("/") + 1);
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { claimedTests } from "../guarantees/claimed-tests.ts";
import { testFiles } from "../guarantees/test-files.ts";
import { complaintThreads, provenThreads } from "./complaint-threads.ts";
import { reasons } from "./reasons.ts";

/**
 * Each complaint about other connectors is a requirement: fails when a test names none of a thread that the references in
 * the folder `BRAIN_APIS` list, and no reason excuses it. Vendors of which there is no source yet are passed over.
 */
const folder = process.env["BRAIN_APIS"];
if (folder === undefined || folder === "") {
  console.error(
    "BRAIN_APIS is not set: it names the folder with a reference for each vendor (hubspot.md).",
  );
  process.exitCode = 2;
} else {
  const sources = join(import.meta.dirname, "../../../../sources");
  const tests = testFiles().flatMap(claimedTests);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".md"))) {
    const vendor = basename(file, ".md");
    if (!existsSync(join(sources, vendor))) continue;
    // A number of another vendor's thread may be the same, so tests of another source prove nothing.
    const own = tests.filter(({ path }) => (sourceOf(path) ?? vendor) === vendor);
    const proven = provenThreads(own.map(({ title }) => title));
    const threads = complaintThreads(readFileSync(join(folder, file), "utf8"));
    const excused = reasons[vendor] ?? {};
    const open = threads.filter((number) => !proven.has(number) && excused[number] === undefined);
    const idle = Object.keys(excused).filter(
      (number) => proven.has(number) || !threads.includes(number),
    );
    const tested = threads.filter((number) => proven.has(number)).length;
    console.log(`${vendor}: ${threads.length} threads, ${tested} tested, ${open.length} open`);
    if (open.length > 0)
      console.log(`  neither tested nor excused: ${open.map((n) => `#${n}`).join(", ")}`);
    if (idle.length > 0)
      console.log(`  excused for nothing: ${idle.map((n) => `#${n}`).join(", ")}`);
    if (open.length + idle.length > 0) process.exitCode = 1;
  }
}

function sourceOf(path: string): string | undefined {
  return /^packages\/sources\/(?<name>[^/]+)\//.exec(path)?.groups?.["name"];
}

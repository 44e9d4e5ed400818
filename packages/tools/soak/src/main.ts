import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureBackpressure } from "./backpressure.ts";
import { judge, type Verdict } from "./judge.ts";
import type { Loaded } from "./loaded.ts";
import { HEAP, measure } from "./measure.ts";

/** Loads up to ten million records, each size in a process of its own; `--minutes` leaves out the sizes that do not fit. */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "30" },
    json: { type: "boolean", default: false },
  },
});

const SIZES = [100_000, 1_000_000, 10_000_000];
/** Of both targets together, on two slow cores. */
const MS_PER_RECORD = 0.07;
const PAGES = 600;

const began = performance.now();
const print = (line: string): void => {
  if (!values.json) console.log(line);
};
let leftMs = Number(values.minutes) * 60_000;
const sizes = SIZES.filter((records) => (leftMs -= records * MS_PER_RECORD) >= 0);
const leftOut = SIZES.filter((records) => !sizes.includes(records));
print(`each process with ${HEAP.join(" ")}`);
if (leftOut.length > 0) print(`left out, for want of time: ${leftOut.join(", ")} records`);

const cache = mkdtempSync(join(tmpdir(), "brain-soak-compiled-"));
const loads: Loaded[] = [];
try {
  for (const target of ["jsonl", "duckdb"] as const) {
    // The first one compiles, and is in no figure.
    await measure(target, 1, cache);
    for (const records of sizes) {
      const load = await measure(target, records, cache);
      loads.push(load);
      const { seconds, cpuSeconds, peakBytes } = load;
      print(
        `${target.padEnd(7)} ${String(records).padStart(9)} records  ${seconds.toFixed(1).padStart(6)} s  ` +
          `${cpuSeconds.toFixed(1).padStart(6)} s CPU  ${(peakBytes / 2 ** 20).toFixed(0).padStart(4)} MB`,
      );
    }
  }
} finally {
  rmSync(cache, { recursive: true, force: true });
}
const pressure = await measureBackpressure(PAGES);
const verdicts: Verdict[] = judge(loads, pressure);
const ok = verdicts.every((verdict) => verdict.ok);
const seconds = Math.round((performance.now() - began) / 1_000);
for (const { claim, measured, ok: holds } of verdicts) {
  print(`${holds ? "holds " : "MISSED"}  ${claim.padEnd(70)} ${measured}`);
}
const held = verdicts.filter((verdict) => verdict.ok).length;
const text = `soak: ${ok ? "passed" : "FAILED"}, ${held} of ${verdicts.length} claims hold, ${seconds} s`;
if (values.json) {
  console.log(
    JSON.stringify({ ok, seconds, text, heap: HEAP, leftOut, loads, pressure, verdicts }),
  );
} else console.log(text);
process.exitCode = ok ? 0 : 1;

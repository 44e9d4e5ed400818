import type { Backpressure } from "./backpressure.ts";
import type { Loaded, Target } from "./loaded.ts";

/** A claim, and what was measured. */
export interface Verdict {
  readonly claim: string;
  readonly measured: string;
  readonly ok: boolean;
}

const MB = 1024 * 1024;
/** DuckDB uses what it may (96 MB) from about a million rows on, so smaller sizes say nothing about its growth. */
const targets = {
  jsonl: { name: "JSON Lines", peakMb: 160, growthFrom: 100_000 },
  duckdb: { name: "DuckDB", peakMb: 450, growthFrom: 1_000_000 },
} as const satisfies Record<Target, object>;
const GROWTH = 1.2;

/** Holds what was measured against the targets. */
export function judge(loads: readonly Loaded[], pressure: Backpressure): Verdict[] {
  return [
    ...loads.flatMap((load) => judgeLoad(load, loads)),
    {
      claim: `a slow destination stops reading: at most ${pressure.allowed} pages ahead`,
      measured: `${pressure.mostAhead} of ${pressure.pages}`,
      ok: pressure.mostAhead <= pressure.allowed,
    },
    {
      claim: "while a commit hangs nothing is read",
      measured: `${pressure.readWhileStuck} pages`,
      ok: pressure.readWhileStuck === 0,
    },
  ];
}

function judgeLoad(load: Loaded, loads: readonly Loaded[]): Verdict[] {
  const { name, peakMb, growthFrom } = targets[load.target];
  const what = `${name}, ${load.records.toLocaleString("en")} records`;
  const peak = Math.round(load.peakBytes / MB);
  const verdicts: Verdict[] = [
    { claim: `${what}: every one once, masked`, measured: `${load.rows} rows`, ok: load.ok },
    { claim: `${what}: peak at most ${peakMb} MB`, measured: `${peak} MB`, ok: peak <= peakMb },
  ];
  const base = loads.find(
    ({ target, records }) => target === load.target && records === growthFrom,
  );
  if (base === undefined || load.records <= growthFrom) return verdicts;
  const growth = load.peakBytes / base.peakBytes;
  verdicts.push({
    claim: `${what}: at most 20 % above ${growthFrom.toLocaleString("en")}`,
    measured: `${growth.toFixed(2)} times`,
    ok: growth <= GROWTH,
  });
  return verdicts;
}

import { parseArgs } from "node:util";
import { parts, sideBySide } from "./parts/index.ts";
import type { PartReport } from "./parts/part.ts";
import { proofSummary, proofTable } from "./show-proof.ts";

const HELP = `pnpm proof: shows that the guarantees hold, and that their tests would notice if they did not.

  --only PART    one of ${Object.keys(parts).join(", ")}; may be given several times
  --clause CODE  with --only defects: those of one clause
  --kills N      random kills (default 200)
  --minutes N    how long the soak may take (default 2)
  --seed N       of the kills (default 1)
  --json         the report as JSON on standard output
  --help         this text

Exit code 1 when anything missed, 2 for a wrong option.
`;

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    clause: { type: "string" },
    kills: { type: "string", default: "200" },
    minutes: { type: "string", default: "2" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const chosen = values.only ?? Object.keys(parts);
const unknown = chosen.filter((name) => parts[name] === undefined);
if (values.help) {
  console.log(HELP);
} else if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}.\n\n${HELP}`);
  process.exitCode = 2;
} else {
  const progress = (line: string): void => console.error(line);
  const choice = {
    clause: values.clause,
    kills: Number(values.kills),
    minutes: Number(values.minutes),
    seed: Number(values.seed),
    progress,
  };
  const began = performance.now();
  const inTurn = async (names: readonly string[]): Promise<PartReport[]> => {
    const reports: PartReport[] = [];
    for (const name of names) {
      const prove = parts[name];
      if (prove === undefined || !chosen.includes(name)) continue;
      progress(`${name} …`);
      const report = await prove(choice);
      progress(`${name} took ${report.seconds.toFixed(0)} s`);
      reports.push(report);
    }
    return reports;
  };
  const reports: PartReport[] = [];
  for (const turns of sideBySide) reports.push(...(await Promise.all(turns.map(inTurn))).flat());
  const seconds = (performance.now() - began) / 1000;
  const summary = proofSummary(reports, seconds);
  if (values.json)
    console.log(JSON.stringify({ seed: choice.seed, parts: reports, seconds, summary }));
  else console.log(`seed ${choice.seed}\n${proofTable(reports)}\n${summary}`);
  if (!reports.every(({ ok }) => ok)) process.exitCode = 1;
}

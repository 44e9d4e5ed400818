// A source reads all it can at three latencies at once, until the time is up: as much as the vendor allows, and no more.
import { join } from "node:path";
import { definePipeline, from, type Connector, type Some, type Source } from "@brain/core";
import { amplitude } from "@brain/amplitude";
import { fileState, jsonl } from "@brain/files";
import { googleTrends } from "@brain/google-trends";
import { linkedinAds } from "@brain/linkedin-ads";
import { lms } from "@brain/lms";
import { mixpanel } from "@brain/mixpanel";
import { reddit } from "@brain/reddit";
import { sandboxApis } from "@brain/sandbox";
import { teachable } from "@brain/teachable";
import { thinkific } from "@brain/thinkific";
import { allowanceOf } from "../allowances/all-allowances.ts";
import { windowOf, type Allowance } from "../allowances/allowance.ts";
import { scaledBudget } from "../allowances/scaled-budget.ts";
import { job, type Task } from "../job.ts";
import { LATENCIES_MS } from "../rows/allowances.ts";

const PARTITIONS = 16;
/** At least so long, in whole windows. */
const MEASURED_MS = 20_000;

/** Here their streams are known by name only. */
const connectors: readonly Connector<Some, Source["streams"]>[] = [
  amplitude,
  googleTrends,
  linkedinAds,
  lms,
  mixpanel,
  reddit,
  teachable,
  thinkific,
];

await job(async (task) => {
  const name = task.text("allowance");
  const measured = await Promise.all(LATENCIES_MS.map((ms) => measure(task, name, ms)));
  return {
    records: measured.reduce((sum, { records }) => sum + records, 0),
    figures: Object.assign({}, ...measured.map(({ figures }) => figures)),
  };
});

async function measure({ url, folder }: Task, name: string, latencyMs: number) {
  const allowance = allowanceOf(name);
  const windowMs = windowOf(allowance);
  const opened = await ask<Opened>(`${url}/open/${name}/${latencyMs}`);
  const source = connect(name, allowance, opened.url);
  // Signs in, and warms up: the first requests of a process take longer than all others.
  await source.check();
  const path = join(folder, String(latencyMs));
  // The first window may be used up at once: what is kept up comes after it.
  const since = Date.now();
  const begin = since + windowMs;
  const end = begin + Math.ceil(MEASURED_MS / windowMs) * windowMs;
  const report = await definePipeline({
    name: "bench",
    destination: jsonl(path),
    state: fileState(join(path, "state")),
    limits: { partitions: PARTITIONS },
    pii: "allow",
    flows: allowance.streams.flatMap((stream) => {
      const found = source.streams[stream];
      return found === undefined ? [] : [from(found).into(stream, { mode: "append" })];
    }),
  }).run({ signal: AbortSignal.timeout(end - Date.now()) });
  // Whoever had read all before the time was up would seem to have left a part of the allowance.
  if (report.status !== "cancelled") throw new Error(JSON.stringify(report));
  const used = await ask<Used>(`${url}/used/${opened.port}/${since}/${begin}/${end}`);
  const allowed = (allowance.allowed * (end - begin)) / windowMs;
  return {
    records: report.streams.reduce((sum, { written }) => sum + written, 0),
    figures: {
      [`usedPercent ${latencyMs}`]: (100 * used.spent) / allowed,
      [`refusedPercent ${latencyMs}`]: (100 * used.refused) / used.answered,
    },
  };
}

function connect(name: string, allowance: Allowance, url: string): Source {
  const [source = ""] = name.split(" ");
  const api = sandboxApis[source];
  const connector = connectors.find(({ connectorName }) => connectorName === source);
  if (api === undefined || connector === undefined) throw new Error(`There is no ${source}.`);
  const config = { ...api.credentials, ...api.config(url), ...allowance.config(url) };
  return connector(config, { runtime: { budget: scaledBudget(allowance) } });
}

interface Opened {
  readonly url: string;
  readonly port: number;
}

interface Used {
  readonly spent: number;
  readonly answered: number;
  readonly refused: number;
}

/** Asks the vendor's process, whose answer has no other reader. */
async function ask<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}

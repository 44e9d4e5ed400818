import { amplitude } from "@brain/amplitude";
import type { Connector, Some, Source } from "@brain/core";
import { ga4 } from "@brain/ga4";
import { googleTrends } from "@brain/google-trends";
import { hubspot } from "@brain/hubspot";
import { linkedinAds } from "@brain/linkedin-ads";
import { lms } from "@brain/lms";
import { mixpanel } from "@brain/mixpanel";
import { reddit } from "@brain/reddit";
import { teachable } from "@brain/teachable";
import { thinkific } from "@brain/thinkific";

/** One emulated API that listens: what its connector is given, and what to read. */
export interface SandboxSource {
  readonly config: Readonly<Record<string, unknown>>;
  readonly stream: string;
  readonly window?: { readonly from: string; readonly to: string };
}

/** By the name of the connector. */
export type Sandbox = Readonly<Record<string, SandboxSource>>;

/** What was read of one source; `error` says why it was no more. */
export interface Read {
  readonly pages: number;
  readonly records: number;
  readonly error?: string;
}

/** Here their streams are known by name only. */
const connectors: readonly Connector<Some, Source["streams"]>[] = [
  amplitude,
  ga4,
  googleTrends,
  hubspot,
  linkedinAds,
  lms,
  mixpanel,
  reddit,
  teachable,
  thinkific,
];

/** Reads two pages of each source: the same code under every runtime, with nothing but Web APIs. */
export async function readTwoPages(sandbox: Sandbox): Promise<Readonly<Record<string, Read>>> {
  const report: Record<string, Read> = {};
  for (const [name, source] of Object.entries(sandbox)) {
    report[name] = await readSource(name, source);
  }
  return report;
}

async function readSource(name: string, { config, stream, window }: SandboxSource): Promise<Read> {
  let pages = 0;
  let records = 0;
  try {
    const connector = connectors.find(({ connectorName }) => connectorName === name);
    const found = connector?.(config).streams[stream];
    if (found === undefined) throw new Error(`There is no ${stream} of ${name}.`);
    for await (const page of found.read({ window })) {
      pages += 1;
      records += page.records.length;
      if (pages === 2) break;
    }
    return { pages, records };
  } catch (error) {
    return { pages, records, error: error instanceof Error ? error.message : String(error) };
  }
}

import type { Budget, BudgetLimit, Connector, Some, Source, Stream } from "@brain/core";
import { sandboxApis } from "@brain/sandbox";
import { fakeClock } from "@brain/testkit";
import type { SourceFacts, StreamFacts, Variant } from "./source-facts.ts";

/** A stream as its code is, and the keys of its first partitions in the sandbox. */
export interface ObservedStream {
  readonly name: string;
  readonly info: Stream["info"];
  readonly partitions: readonly string[];
  /** The label of the variant in which it is so. */
  readonly variant: string;
  readonly facts: StreamFacts;
}

/** A source that was bound to its emulator and read a little. */
export interface ObservedSource {
  readonly streams: readonly ObservedStream[];
  /** By name, as the requests paid from them. */
  readonly budgets: ReadonlyMap<string, readonly BudgetLimit[]>;
}

/** Where the emulators stand, for configs of variants too. */
const HOST = "sandbox.example";
export const ADDRESS = `https://${HOST}`;
const START = "2026-11-24T12:00:00Z";
const WINDOW = { from: "2026-11-20", to: "2026-11-24" };
/** Enough to tell one partition from several. */
const PARTITIONS = 2;

/**
 * Binds a source to its emulator, in each of its variants, and reads the first page of each stream: budgets are known to
 * requests alone. The clock stands still, so that every reading sees the same.
 */
export async function observeSource(name: string, facts: SourceFacts): Promise<ObservedSource> {
  const budgets = new Map<string, readonly BudgetLimit[]>();
  const streams: ObservedStream[] = [];
  for (const variant of facts.variants ?? [{ label: "", config: {} }]) {
    const source = await bindSource(name, { ...facts.config, ...variant.config }, noting(budgets));
    for (const stream of Object.values(source.streams)) {
      streams.push(await observeStream(stream, variant, facts));
    }
  }
  return { streams, budgets };
}

async function bindSource(name: string, options: object, budget: Budget): Promise<Source> {
  const api = sandboxApis[name];
  if (api === undefined) throw new Error(`The sandbox does not emulate ${name}.`);
  const clock = fakeClock({ start: START, autoMs: 20_000 });
  const emulator = api.emulator({ now: () => clock.now() });
  const config = { ...api.credentials, ...api.config(ADDRESS), ...options };
  const connector = await connectorOf(name);
  return connector(config, {
    runtime: {
      clock,
      budget,
      fetch: (...request) => emulator.fetch(new Request(...request)),
    },
  });
}

async function observeStream(
  stream: Stream,
  variant: Variant,
  facts: SourceFacts,
): Promise<ObservedStream> {
  const { name, info } = stream;
  return {
    name,
    info,
    partitions: await readALittle(stream),
    variant: variant.label,
    facts: variant.streams?.[name] ?? facts.streams[name] ?? {},
  };
}

async function readALittle(stream: Stream): Promise<string[]> {
  const reader = stream.open({});
  const keys: string[] = [];
  for await (const partition of reader.partitions({ window: WINDOW })) {
    if (keys.push(partition.key) === PARTITIONS) break;
    const request = { partition, state: undefined, resuming: false, window: WINDOW };
    for await (const _ of reader.read(request)) break;
  }
  return keys;
}

/** Grants everything, and keeps what a budget was before any answer changed it. */
function noting(budgets: Map<string, readonly BudgetLimit[]>): Budget {
  return {
    take: async (key, limits) => {
      const name = budgetName(key);
      // Copied, since clients that learn their limits from answers change them in place.
      if (!budgets.has(name) && limits.length > 0) budgets.set(name, structuredClone(limits));
      return { granted: true, permit: "" };
    },
    settle: async () => undefined,
  };
}

/** Of `host/name/credential`, which the HTTP client makes, or of `connector name account`; without numbers of accounts. */
function budgetName(key: string): string {
  const name = key.includes(" ") && !key.includes(HOST) ? key.split(" ")[1] : key.split("/")[1];
  return (name ?? key).replace(/ \d+$/, "");
}

async function connectorOf(name: string): Promise<Connector<Some, Source["streams"]>> {
  const module: object = await import(`@brain/${name}`);
  const connector = Object.values(module).find(isConnector);
  if (connector === undefined) throw new Error(`@brain/${name} exports no connector.`);
  return connector;
}

function isConnector(value: unknown): value is Connector<Some, Source["streams"]> {
  return typeof value === "function" && "connectorName" in value;
}

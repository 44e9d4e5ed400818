import { z } from "zod";
import { defineConnector } from "../define-connector.ts";
import { definePipeline } from "../define-pipeline.ts";
import type { Destination } from "../destination.ts";
import { RateLimitedError } from "../errors/kinds.ts";
import type { BrainEvent } from "../events.ts";
import type { FlowDefinition } from "../flow.ts";
import type { Observer, PipelineDefinition, RunOptions } from "../pipeline.ts";
import type { RunReport } from "../report.ts";
import type { Page, PiiKind, Stream, Window, WriteMode } from "../stream.ts";

/** Streams and runs for the tests of the engine. */
const itemSchema = z.object({ id: z.string(), n: z.int(), day: z.string() });
export type Item = z.infer<typeof itemSchema>;

interface ItemContext {
  readonly partition: { readonly key: string; readonly version?: string | undefined };
  readonly state: { page?: number; at?: number } | undefined;
  readonly resuming: boolean;
  readonly window: Window;
}

export interface ItemStream {
  readonly mode?: WriteMode;
  readonly cursor?: boolean;
  readonly pii?: Partial<Record<keyof Item, PiiKind>>;
  readonly identity?: string;
  readonly deletes?: readonly (keyof Item)[];
  readonly partitions?: (window: Window) => readonly { key: string; version?: string }[];
  read(context: ItemContext): AsyncIterable<Page<Item>>;
}

export function items(given: ItemStream): Stream<Item, "items"> {
  const connector = defineConnector({
    name: "toy",
    version: "1.0.0",
    config: z.object({}),
    identity: () => given.identity ?? "toy",
    connect: () => 0,
    check: async () => undefined,
    streams: {
      items: {
        schema: itemSchema,
        primaryKey: ["id"],
        mode: given.mode,
        pii: given.pii,
        deletes: given.deletes,
        cursor: given.cursor === true ? { field: "n", order: "ascending" } : undefined,
        partitions: ({ window }: { window: Window }) =>
          given.partitions?.(window) ?? [{ key: "all" }],
        read: (context: ItemContext) => given.read(context),
      },
    },
  });
  return connector({}).streams.items;
}

export function record(id: string, n = 0): Item {
  return { id, n, day: "2026-11-01" };
}

export function quota(): RateLimitedError {
  return new RateLimitedError({
    code: "quota_exhausted",
    message: "The quota is used up.",
    resumeAt: "2026-11-25T00:00:00.000Z",
  });
}

/** Runs the flows as the pipeline `p`, with commits every few milliseconds. */
export function run(
  destination: Destination,
  flows: readonly FlowDefinition[],
  options: RunOptions = {},
  limits: PipelineDefinition["limits"] = {},
  more: Partial<PipelineDefinition> = {},
): Promise<RunReport> {
  const pipeline = { name: "p", destination, flows, limits: { commitMs: 5, ...limits }, ...more };
  return definePipeline(pipeline).run(options);
}

export function collectEvents(): { readonly observer: Observer; types(): string[] } {
  const events: BrainEvent[] = [];
  return {
    observer: (event) => void events.push(event),
    types: () => events.map(({ type }) => type),
  };
}

import type { Json, Page, Partition, Some, StreamDefinition, Window } from "@brain/core";
import { z } from "zod";
import { testApi, type Script, type TestApi } from "../api.fixture.ts";
import type { HttpClient } from "../contracts.ts";
import type { RestStreamDefinition } from "./rest-stream-definition.ts";
import { restStream } from "./rest-stream.ts";

export const schema = z.looseObject({ id: z.number(), at: z.string().nullish() });
export type Item = z.infer<typeof schema>;

const window: Window = { to: "2026-11-24T00:00:00.000Z" };

export interface ReadOptions {
  readonly state?: Json;
  readonly resuming?: boolean;
  readonly window?: Window;
}

/** A stream of items over a scripted API. */
export function listApi(
  scripts: readonly Script[],
  definition: Partial<RestStreamDefinition<Item, Partition>> = {},
): TestApi & {
  pages(options?: ReadOptions): AsyncGenerator<Page<Item>>;
  /** All pages, and the query of each request. */
  read(options?: ReadOptions): Promise<{ pages: Page<Item>[]; queries: string[] }>;
} {
  const api = testApi(scripts);
  const stream: StreamDefinition<HttpClient, Item, Some, Partition> = restStream({
    schema,
    primaryKey: ["id"],
    path: "items",
    records: (body) => body.data,
    ...definition,
  });
  async function* pages(options: ReadOptions = {}): AsyncGenerator<Page<Item>> {
    yield* stream.read({
      ...api.runtime,
      client: api.client,
      state: options.state,
      resuming: options.resuming ?? false,
      partition: { key: "all" },
      window: options.window ?? window,
      schema,
      fields: undefined,
    });
  }
  return {
    ...api,
    pages,
    async read(options) {
      const read: Page<Item>[] = [];
      for await (const page of pages(options)) read.push(page);
      return { pages: read, queries: api.requests.map(({ url }) => new URL(url).search) };
    },
  };
}

export const idsOf = (pages: readonly Page<Item>[]): number[] =>
  pages.flatMap(({ records }) => records.map(({ id }) => id));

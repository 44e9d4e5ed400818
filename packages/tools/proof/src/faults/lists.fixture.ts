import { defineConnector, definePipeline, from, type BrainEvent } from "@brain/core";
import {
  cursorPaging,
  httpClient,
  offsetPaging,
  pagePaging,
  restStream,
  type Paging,
} from "@brain/http";
import { withFaults, type FaultPaging, type FaultSchedule } from "@brain/sandbox";
import { fakeClock, memoryDestination } from "@brain/testkit";
import { z } from "zod";

const ITEMS = 47;
const SIZE = 10;
const limit = { param: "limit", size: SIZE };

/** A way to page, and how the fault layer is told of it. */
export interface List {
  readonly name: string;
  readonly paging: Paging;
  readonly known: FaultPaging;
}

export const byOffset: List = {
  name: "an offset",
  paging: offsetPaging({ param: "offset", limit }),
  known: { records: "data", parameter: "offset" },
};
export const byPage: List = {
  name: "a page number",
  paging: pagePaging({ param: "page", limit }),
  known: { records: "data", parameter: "page" },
};
export const byCursor: List = {
  name: "a cursor",
  paging: cursorPaging({ param: "cursor", limit, next: (body) => body.next }),
  known: { records: "data", next: "next", parameter: "cursor" },
};

/** Forty-seven items, however one asks for them. */
async function server(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const begin = Number(
    query.get("offset") ?? query.get("cursor") ?? (Number(query.get("page") ?? 1) - 1) * SIZE,
  );
  const data = Array.from({ length: ITEMS }, (_, id) => ({ id })).slice(begin, begin + SIZE);
  const next = begin + SIZE < ITEMS ? String(begin + SIZE) : null;
  return Response.json({ data, next });
}

/** One run over a list with faults: how it ended, what it loaded, and what it cost. */
export async function readList({ paging, known }: List, rules: FaultSchedule["rules"]) {
  const clock = fakeClock({ autoMs: 20_000 });
  const faulty = withFaults(server, { rules, paging: known }, { now: clock.now });
  const vendor = defineConnector({
    name: "vendor",
    version: "1.0.0",
    config: z.strictObject({}),
    connect: (_config, runtime) => httpClient({ baseUrl: "https://vendor.example/" }, runtime),
    check: (client) => client.json("items"),
    streams: {
      items: restStream({
        schema: z.looseObject({ id: z.number() }),
        primaryKey: ["id"],
        path: "items",
        records: (body) => body.data,
        paging,
      }),
    },
  });
  const destination = memoryDestination({ clock });
  const events: BrainEvent[] = [];
  const fetch = (...given: Parameters<typeof globalThis.fetch>) => faulty(new Request(...given));
  const { items } = vendor({}, { runtime: { clock, fetch } }).streams;
  const report = await definePipeline({
    name: "lists",
    flows: [from(items).into("items")],
    destination,
    runtime: { clock },
  }).run({ observers: [(event) => void events.push(event)] });
  const [stream] = report.streams;
  return {
    given: faulty.given.map(({ fault }) => fault),
    status: stream?.status,
    error: stream?.error?.code,
    ids: destination
      .rows("items")
      .map((row): unknown => Reflect.get(row, "id"))
      .toSorted((a, b) => Number(a) - Number(b)),
  };
}

/** What is due. */
export const everyId: readonly number[] = Array.from({ length: ITEMS }, (_, id) => id);

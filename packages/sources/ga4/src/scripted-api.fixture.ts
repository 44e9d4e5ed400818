import { memoryBudget, type Runtime, type SourceEvent } from "@brain/core";
import type { HttpSettings } from "@brain/http";
import { fakeClock } from "@brain/testkit";
import { z } from "zod";
import { ga4 } from "./ga4.ts";

const requestSchema = z.looseObject({
  dateRanges: z.array(z.object({ startDate: z.string(), endDate: z.string() })),
  offset: z.string().optional(),
  limit: z.string(),
});

/** A report that was asked for. */
export interface Asked {
  readonly property: string;
  readonly query: string;
  readonly body: z.output<typeof requestSchema>;
}

export const grant = { clientId: "client", clientSecret: "secret", refreshToken: "refresh" };

/**
 * The Data API with answers written by the test. Tokens and the time zone are dealt with here and are in no list.
 */
export function scriptedApi(
  answer: (asked: Asked, count: number) => Response | object,
  options: { readonly start?: string; readonly timeZone?: string } = {},
) {
  const { start = "2026-11-24T09:00:00Z", timeZone = "Europe/Madrid" } = options;
  const clock = fakeClock({ start, autoMs: 20_000 });
  const asked: Asked[] = [];
  const events: SourceEvent[] = [];
  const runtime: Partial<Runtime> = {
    clock,
    budget: memoryBudget(clock),
    emit: (event) => void events.push(event),
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const url = new URL(request.url);
      if (url.pathname === "/token") {
        return Response.json({ access_token: "token", expires_in: 3599, token_type: "Bearer" });
      }
      const body = requestSchema.parse(await request.json());
      const property = /properties\/(\d+):runReport$/.exec(url.pathname)?.[1] ?? "";
      const found = { property, query: url.search, body };
      if (body.dateRanges[0]?.startDate === "today") {
        if (property === "403") return forbidden();
        return Response.json({
          metricHeaders: [{ name: "sessions", type: "TYPE_INTEGER" }],
          metadata: { timeZone },
        });
      }
      asked.push(found);
      const given = answer(found, asked.length);
      return given instanceof Response ? given : Response.json(given);
    },
  };
  return { runtime, asked, events, clock };
}

export function failure(status: number, message: string, code = "RESOURCE_EXHAUSTED"): Response {
  return Response.json({ error: { code: status, message, status: code } }, { status });
}

function forbidden(): Response {
  return failure(
    403,
    "User does not have sufficient permissions for this property. To learn more, see the docs.",
    "PERMISSION_DENIED",
  );
}

/** An answer to `{ dimensions: ["date", "pagePath"], metrics: ["sessions"] }` with the rows `from` to `to`. */
export function pathsAnswer(from: number, to: number, rowCount: number) {
  return {
    dimensionHeaders: [{ name: "date" }, { name: "pagePath" }],
    metricHeaders: [{ name: "sessions", type: "TYPE_INTEGER" }],
    rows: Array.from({ length: to - from }, (_, index) => ({
      dimensionValues: [{ value: "20261120" }, { value: `/${from + index}` }],
      metricValues: [{ value: String(from + index) }],
    })),
    rowCount,
    metadata: { timeZone: "Europe/Madrid", currencyCode: "EUR" },
  };
}

/** What `fixtures/run-report*.json` answer. */
const traffic = {
  dimensions: ["date", "sessionSource"],
  metrics: ["sessions", "averageSessionDuration", "totalRevenue"],
} as const;
/** What {@link pathsAnswer} answers. */
const paths = { dimensions: ["date", "pagePath"], metrics: ["sessions"] } as const;
export const window = { from: "2026-11-20", to: "2026-11-21" };

/** A source with both reports, in front of a scripted API. */
export function reading(
  given: (asked: Asked, count: number) => Response | object,
  http?: HttpSettings,
) {
  const api = scriptedApi(given);
  const { streams } = ga4(
    { propertyId: "1", ...grant, reports: { traffic, paths }, http },
    { runtime: api.runtime },
  );
  return { ...api, streams };
}

/** The rows of `pathsAnswer` that were asked for, out of `total`. */
export const served = ({ body }: Asked, total: number, last = total): object =>
  pathsAnswer(Number(body.offset), Math.min(last, Number(body.offset) + Number(body.limit)), total);

/** An answer that breaks off after so many bytes. */
export function cutAfter(bytes: number, whole: object): Response {
  const text = new TextEncoder().encode(JSON.stringify(whole)).subarray(0, bytes);
  return new Response(
    new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(text),
      pull: (controller) => controller.error(new TypeError("terminated")),
    }),
  );
}

import { z } from "zod";
import type { Recordings } from "../recordings.ts";

const exchangeSchema = z.looseObject({
  request: z.looseObject({
    method: z.string(),
    url: z.string(),
    body: z.unknown(),
  }),
  response: z.looseObject({
    status: z.number(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.unknown().optional(),
    body_text: z.string().optional(),
  }),
});
const exchangesSchema = z.array(exchangeSchema);
const cassetteSchema = z.looseObject({ cassette: z.string(), exchanges: exchangesSchema });
const fileSchema = z.looseObject({
  exchange: exchangeSchema.optional(),
  exchanges: exchangesSchema.optional(),
  cases: z.array(cassetteSchema).optional(),
});

/** A recorded request with its answer. */
export type RecordedExchange = z.output<typeof exchangeSchema>;
/** The exchanges of one recorded session. */
export type Cassette = z.output<typeof cassetteSchema>;

/** A file's sessions; one without names is one session. */
export async function readCassettes(
  recordings: Recordings,
  path: string,
): Promise<readonly Cassette[]> {
  const { exchange, exchanges, cases } = fileSchema.parse(await recordings.json(path));
  if (cases !== undefined) return cases;
  return [{ cassette: path, exchanges: exchanges ?? (exchange === undefined ? [] : [exchange]) }];
}

/** The answer as it was recorded. */
export function answerOf({ response }: RecordedExchange): Response {
  const { status, headers, body, body_text: text } = response;
  const written = text ?? (body === undefined ? "" : JSON.stringify(body));
  return new Response(status === 204 ? null : written, { status, headers });
}

/** The path that was asked for, without the slash that older clients put at its end. */
export function pathOf({ request }: RecordedExchange): string {
  return new URL(request.url).pathname.replace(/\/$/, "");
}

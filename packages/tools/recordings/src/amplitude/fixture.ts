import { z } from "zod";
import type { Recordings } from "../recordings.ts";

const exchangeSchema = z.looseObject({
  request: z.looseObject({
    path: z.string(),
    query: z.record(z.string(), z.string()).default({}),
  }),
  response: z.looseObject({
    status: z.number(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.unknown().optional(),
    bodyText: z.string().optional(),
    bodyBase64: z.string().optional(),
  }),
});
const fixtureSchema = z.looseObject({
  exchanges: z.array(exchangeSchema),
  expect: z.looseObject({
    count: z.number().optional(),
    keys: z.array(z.string()).optional(),
    records: z.array(z.record(z.string(), z.unknown())).default([]),
    requests: z.array(z.string()).optional(),
    retry: z.object({ attempts: z.number() }).optional(),
  }),
});

/** Recorded requests with their answers, and the records that must come of them. */
export type Fixture = z.output<typeof fixtureSchema>;
type RecordedExchange = z.output<typeof exchangeSchema>;

export async function readFixture(recordings: Recordings, path: string): Promise<Fixture> {
  return fixtureSchema.parse(await recordings.json(path));
}

/** The recorded answer. */
export function answerOf({ response }: RecordedExchange): Response {
  const { status, headers, body, bodyText, bodyBase64 } = response;
  if (bodyBase64 !== undefined) {
    return new Response(Buffer.from(bodyBase64, "base64"), { status, headers });
  }
  return bodyText === undefined
    ? Response.json(body, { status, headers })
    : new Response(bodyText, { status, headers });
}

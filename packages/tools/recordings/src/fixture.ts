import { z } from "zod";
import type { Recordings } from "./recordings.ts";

/** What the vendors' files have in common; each has some of the parts. */
const exchangeSchema = z.looseObject({
  request: z.looseObject({
    method: z.string().default("GET"),
    path: z.string(),
    host: z.string().optional(),
    query: z.record(z.string(), z.string()).default({}),
    requestHeaders: z.record(z.string(), z.string()).default({}),
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
    stream: z.string().optional(),
    count: z.number().optional(),
    keys: z.array(z.union([z.string(), z.number()]).transform(String)).optional(),
    records: z.array(z.record(z.string(), z.unknown())).default([]),
    piiFields: z.array(z.string()).default([]),
    messageContains: z.array(z.string()).default([]),
    messageContainsAny: z.array(z.string()).default([]),
    requests: z.array(z.string()).optional(),
    maxRequests: z.number().optional(),
    retry: z.object({ attempts: z.number() }).optional(),
  }),
});

/** Recorded requests with their answers, and the records that must come of them. */
export type Fixture = z.output<typeof fixtureSchema>;
export type RecordedExchange = z.output<typeof exchangeSchema>;

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

import { z } from "zod";
import type { Recordings } from "../recordings.ts";

const exchangeSchema = z.looseObject({
  request: z.looseObject({
    path: z.string(),
    query: z.record(z.string(), z.string()).default({}),
    requestHeaders: z.record(z.string(), z.string()).default({}),
  }),
  response: z.looseObject({ status: z.number(), body: z.unknown() }),
});
const fixtureSchema = z.looseObject({
  exchanges: z.array(exchangeSchema),
  expect: z.looseObject({
    count: z.number().optional(),
    messageContainsAny: z.array(z.string()).default([]),
    maxRequests: z.number().optional(),
  }),
});

/** Recorded requests with their answers, and what must come of them. */
export type Fixture = z.output<typeof fixtureSchema>;

export async function readFixture(recordings: Recordings, path: string): Promise<Fixture> {
  return fixtureSchema.parse(await recordings.json(path));
}

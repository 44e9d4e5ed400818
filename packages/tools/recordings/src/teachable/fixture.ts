import { z } from "zod";
import type { Recordings } from "../recordings.ts";

const exchangeSchema = z.looseObject({
  request: z.looseObject({ method: z.string(), path: z.string() }),
  response: z.looseObject({ status: z.number(), body: z.unknown() }),
});
const fixtureSchema = z.looseObject({
  exchanges: z.array(exchangeSchema),
  expect: z.looseObject({
    stream: z.string().optional(),
    count: z.number().optional(),
    keys: z.array(z.union([z.string(), z.number()]).transform(String)).optional(),
    piiFields: z.array(z.string()).default([]),
    messageContains: z.array(z.string()).default([]),
    maxRequests: z.number().optional(),
  }),
});

/** Recorded requests with their answers, and what must come of them. */
export type Fixture = z.output<typeof fixtureSchema>;

export async function readFixture(recordings: Recordings, path: string): Promise<Fixture> {
  return fixtureSchema.parse(await recordings.json(path));
}

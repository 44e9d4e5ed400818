import { z } from "zod";

/** A recorded thing, as far as records are compared with it. */
const dataSchema = z.looseObject({
  name: z.string(),
  created_utc: z.number(),
  edited: z.union([z.boolean(), z.number()]).optional(),
  author: z.string().optional(),
  permalink: z.string().optional(),
  title: z.string().nullish(),
  body: z.string().optional(),
  score: z.number().optional(),
  num_comments: z.number().optional(),
  link_id: z.string().optional(),
  parent_id: z.string().optional(),
  subscribers: z.number().nullish(),
});
const thingSchema = z.looseObject({ kind: z.string(), data: z.looseObject({}) });

const SAME = [
  "title",
  "body",
  "score",
  "num_comments",
  "link_id",
  "parent_id",
  "subscribers",
] as const;

/** The things of these kinds in a recorded answer, in order, however deep they are nested. */
export function thingsIn(answer: unknown, kind: string): unknown[] {
  if (Array.isArray(answer)) return answer.flatMap((part) => thingsIn(part, kind));
  if (typeof answer !== "object" || answer === null) return [];
  const thing = thingSchema.safeParse(answer);
  const own = thing.success && thing.data.kind === kind ? [thing.data] : [];
  return [...own, ...Object.values(answer).flatMap((part) => thingsIn(part, kind))];
}

/** The record that must come of a recorded thing, told by the record contract and not by the source's code. */
export function expectedOf(thing: unknown): Record<string, unknown> {
  const data = dataSchema.parse(thingSchema.parse(thing).data);
  const iso = (seconds: number): string => new Date(seconds * 1_000).toISOString();
  const record: Record<string, unknown> = { id: data.name, created_at: iso(data.created_utc) };
  for (const field of SAME) if (data[field] !== undefined) record[field] = data[field];
  if (data.author !== undefined) {
    record["author"] = data.author === "[deleted]" ? null : data.author;
    record["edited_at"] = typeof data.edited === "number" ? iso(data.edited) : null;
  }
  if (data.permalink !== undefined) {
    record["permalink"] = `https://www.reddit.com${data.permalink}`;
  }
  return record;
}

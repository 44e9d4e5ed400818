import type { Partition, ReadContext, Some, StreamDefinition } from "@brain/core";
import type { HttpClient } from "@brain/http";
import type { StreamPlan } from "./plan.ts";
import type { Bound } from "./to-record.ts";

/** A parent's values, or none. */
export interface LmsPartition extends Partition {
  readonly bound: Bound;
}

/** A record, as a config describes it. */
export type LmsRecord = Readonly<Record<string, unknown>>;

/** A stream, as it is made from a plan. */
export type LmsStream = StreamDefinition<HttpClient, LmsRecord, Some, LmsPartition>;

type Listing = Parameters<NonNullable<LmsStream["partitions"]>>[0];

const ALL: LmsPartition = { key: "all", bound: {} };

/** One partition for each parent; `parent` reads the list that they stand in. */
export async function* partitionsOf(
  { each }: StreamPlan,
  parent: LmsStream | undefined,
  context: Listing,
): AsyncGenerator<LmsPartition> {
  if (each === undefined) {
    yield ALL;
    return;
  }
  if ("values" in each) {
    for (const value of each.values) yield { key: value, bound: { [each.as]: value } };
    return;
  }
  if (parent === undefined) return;
  const given = new Set<string>();
  for await (const outer of parent.partitions?.(context) ?? [ALL]) {
    for await (const { records } of parent.read(wholeOf(context, outer))) {
      for (const record of records) {
        const value = record[each.field];
        // One without the field has no children that could be asked for.
        if (typeof value !== "string" && typeof value !== "number") continue;
        const bound = { ...outer.bound, [each.as]: String(value) };
        const key = Object.values(bound).join("|");
        // A list that moves while it is read may name one twice.
        if (given.has(key)) continue;
        given.add(key);
        yield { key, bound };
      }
    }
  }
}

function wholeOf(
  context: Listing,
  partition: LmsPartition,
): ReadContext<HttpClient, Some, LmsPartition, LmsRecord> {
  const { to } = context.window;
  return { ...context, partition, state: undefined, resuming: false, window: { to } };
}

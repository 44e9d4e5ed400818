import type { Page, ReadContext } from "@brain/core";
import type { HubspotClient } from "../client.ts";
import { modifiedPropertyOf } from "../objects.ts";
import type { PropertyDefinition } from "../properties.ts";
import type { RecordPlan } from "../record-plan.ts";
import { toRecord, type CrmRecord, type RawObject } from "../to-record.ts";
import { beginAt, freshToken, toIso, type CrmState } from "./crm-state.ts";
import { mergedIds } from "./merged-ids.ts";
import { readArchived } from "./read-archived.ts";
import { readList } from "./read-list.ts";
import { readChanges } from "./read-search.ts";

/** So many records fewer than announced are not worth a warning: absolute, and as a part of all. */
const MISSING_RECORDS = 10;
const MISSING_RATIO = 0.01;

type CrmContext = Pick<
  ReadContext<HubspotClient, CrmState, unknown>,
  "client" | "clock" | "emit" | "once" | "state" | "resuming" | "window"
>;

/** All records of one object at the first run, then what changed; at last what was archived, as deletes. */
export async function* readCrm(
  context: CrmContext,
  object: string,
  plan: RecordPlan,
): AsyncGenerator<Page<CrmRecord, CrmState>> {
  const { client, clock, state, resuming, window } = context;
  const to = toIso(Date.parse(window.to));
  const onUnparsed = warnOnce(context, object);
  const toRecords = (results: readonly RawObject[]): CrmRecord[] =>
    results.map((raw) => toRecord(raw, plan, onUnparsed));
  let at = beginAt(state, resuming, window);

  if (at.phase === "list") {
    for await (const page of readList(
      client,
      object,
      plan.properties,
      freshToken(at, clock.now()),
    )) {
      // What changed since the window's end belongs to the next run, which finds it by its date.
      const inWindow = page.results.filter(({ updatedAt }) => !(updatedAt >= to));
      at =
        page.next === undefined
          ? { phase: "archive", since: null }
          : { phase: "list", after: page.next, at: clock.now() };
      yield { records: toRecords(inWindow), checkpoint: at };
    }
  }
  if (at.phase === "search") {
    const { since, last } = at;
    const { properties } = plan;
    let announced: number | undefined;
    let read = 0;
    for await (const page of readChanges(client, object, { properties, since, to, last })) {
      const deletes = losers(page.results);
      announced ??= page.total;
      read += page.results.length;
      if (!page.more) warnOfShortfall(context, object, read, announced);
      at = page.more ? { phase: "search", since, last: page.last } : { phase: "archive", since };
      yield {
        records: toRecords(page.results),
        checkpoint: at,
        total: page.total,
        ...(deletes.length > 0 && { deletes }),
      };
    }
  }
  if (at.phase === "archive") {
    const { since } = at;
    const start = freshToken(at, clock.now());
    for await (const { gone, next } of readArchived(client, object, { since, to, start })) {
      const checkpoint: CrmState =
        next === undefined
          ? { phase: "done", to }
          : { phase: "archive", since, after: next, at: clock.now() };
      yield { records: [], checkpoint, ...(gone.length > 0 && { deletes: gone }) };
    }
  }
}

/** As records change while they are read they leave the window, to be found by the next run; more than a few are a sign. */
function warnOfShortfall({ emit }: CrmContext, object: string, read: number, announced = 0): void {
  if (announced - read <= Math.max(MISSING_RECORDS, announced * MISSING_RATIO)) return;
  emit({
    type: "warning",
    code: "search_shortfall",
    message: `HubSpot announced ${announced} changed ${object} and gave ${read}.`,
    hint: "Read the window again; if the difference stays, tell HubSpot's support.",
  });
}

/** A merge leaves the winner alone in lists and searches; the losers' rows would stay for ever. */
function losers(results: readonly RawObject[]): CrmRecord[] {
  return results.flatMap(({ updatedAt, properties = {} }) =>
    mergedIds(properties).map((id) => ({ id, updatedAt })),
  );
}

/** Names each property once per source; values may be personal, so none is shown. */
function warnOnce({ emit, once }: CrmContext, object: string): (property: string) => void {
  const warned = once(`@brain/hubspot unparsed ${object}`, () => new Set<string>());
  return (property) => {
    if (warned.has(property)) return;
    warned.add(property);
    emit({
      type: "warning",
      code: "value_unparsed",
      message: `${object}.${property} holds a value that is none of its type.`,
      hint: `The field is null there; what HubSpot sent stands in unparsed_values.`,
    });
  };
}

const TECHNICAL = new Set(["hs_merged_object_ids", "hs_calculated_merged_vids"]);

/** Of the chosen properties those that the reader wants, and what this reader itself needs. */
export function narrowed(
  object: string,
  definitions: readonly PropertyDefinition[],
  fields: readonly string[] | undefined,
): readonly PropertyDefinition[] {
  if (fields === undefined) return definitions;
  const wanted = new Set([...fields, ...TECHNICAL, modifiedPropertyOf(object)]);
  return definitions.filter(({ name }) => wanted.has(name) || wanted.has(`property_${name}`));
}

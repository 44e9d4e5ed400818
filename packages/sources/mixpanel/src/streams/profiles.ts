import {
  defineStream,
  type Page,
  type ReadContext,
  type StreamDefinition,
  type Partition,
} from "@brain/core";
import { z } from "zod";
import type { MixpanelClient } from "../client.ts";
import type { ResolvedMixpanelConfig } from "../config.ts";
import { DAY_MS } from "../days.ts";
import { engagePages, savedSession } from "../engage-pages.ts";
import { profileSchema, toProfile, type Profile } from "../profile-record.ts";
import { personalProperties } from "../property-fields.ts";

const stateSchema = z.object({
  /** When the last reading of all profiles began. */
  fullAt: z.iso.datetime().optional(),
  /** The greatest `$last_seen` so far, without a zone as Mixpanel writes it. */
  lastSeen: z.string().optional(),
  /** The reading that was cut: of those seen since, or of all. */
  under: z
    .object({
      since: z.string().optional(),
      fullAt: z.iso.datetime().optional(),
      session: savedSession,
    })
    .optional(),
});
type State = z.infer<typeof stateSchema>;

/** `$last_seen` names no zone, and devices send late. */
const LOOKBACK_MS = DAY_MS;

/**
 * Users' profiles: those seen since the last run, and now and then all of them, since a profile that only servers write
 * has no `$last_seen` and none is marked as changed.
 *
 * @see https://docs.mixpanel.com/reference/engage-query (read 2026-11-24)
 */
export function profiles(
  config: ResolvedMixpanelConfig,
): StreamDefinition<MixpanelClient, Profile, State, Partition> {
  async function* read(
    context: ReadContext<MixpanelClient, State, Partition, Profile>,
  ): AsyncGenerator<Page<Profile, State>> {
    const { client, clock, state = {}, resuming } = context;
    const cut = resuming ? state.under : undefined;
    const now = new Date(clock.now()).toISOString();
    const { since, fullAt } = cut ?? planOf(state, now, config.profileRefreshDays);
    const where = since === undefined ? undefined : `properties["$last_seen"] >= "${since}"`;
    let { lastSeen } = state;
    for await (const { answer, next } of engagePages(client, clock, { where }, cut?.session)) {
      for (const { $properties } of answer.results) {
        lastSeen = later(lastSeen, $properties?.["$last_seen"], now);
      }
      const known = fullAt ?? state.fullAt;
      yield {
        // A claim about what Mixpanel sent: whoever reads validates each record against the schema first of all.
        records: answer.results.map((raw) => toProfile(raw)) as Profile[],
        checkpoint:
          next === undefined
            ? { ...given("fullAt", known), ...given("lastSeen", lastSeen) }
            : {
                ...given("fullAt", state.fullAt),
                ...given("lastSeen", lastSeen),
                under: { ...given("since", since), ...given("fullAt", fullAt), session: next },
              },
        ...(typeof answer.total === "number" && where === undefined ? { total: answer.total } : {}),
      };
    }
  }
  return defineStream<MixpanelClient>()({
    schema: profileSchema,
    primaryKey: ["distinct_id"],
    pii: personalProperties,
    stateSchema,
    read,
  });
}

/** Only those seen lately, or all: the first time, and when all were read too long ago. */
function planOf(
  { fullAt, lastSeen }: State,
  now: string,
  refreshDays: number,
): { readonly since?: string | undefined; readonly fullAt?: string | undefined } {
  const isDue =
    fullAt === undefined || Date.parse(now) - Date.parse(fullAt) >= refreshDays * DAY_MS;
  const at = lastSeen === undefined ? Number.NaN : Date.parse(`${lastSeen}Z`);
  if (isDue || Number.isNaN(at)) return { fullAt: now };
  return { since: new Date(at - LOOKBACK_MS).toISOString().slice(0, SECONDS_LENGTH) };
}

const SECONDS_LENGTH = "YYYY-MM-DDTHH:mm:ss".length;

/** A clock that was wrong moves nobody past the present. */
function later(known: string | undefined, value: unknown, now: string): string | undefined {
  if (typeof value !== "string" || Number.isNaN(Date.parse(`${value}Z`))) return known;
  const capped = value < now ? value : now.slice(0, SECONDS_LENGTH);
  return known === undefined || capped > known ? capped : known;
}

function given<K extends string, V>(name: K, value: V | undefined): { readonly [_ in K]?: V } {
  // An object made of one name has exactly that one.
  return (value === undefined ? {} : { [name]: value }) as { readonly [_ in K]?: V };
}

import {
  ConfigError,
  systemClock,
  type Json,
  type KeyValueStore,
  type PipelineDefinition,
} from "@brain/core";
import type { Keyring } from "../keyring.ts";
import { DATA_KEY_MS } from "../limits.ts";

/** The keys whose tokens a rotation replaces. */
export interface RotationMark {
  readonly kids: ReadonlySet<string>;
  /** Says that the rotation is done. */
  finish(): Promise<void>;
}

interface Saved {
  readonly kids: readonly string[];
  /** ISO-8601 UTC; null: not yet. */
  readonly finishedAt: string | null;
}

/**
 * The keys of an unfinished rotation, or of one whose new key still lives, or those that there are now; kept, so that a
 * killed or repeated rotation goes on with the same ones and not with its own too. None of them encrypts any more.
 */
export async function beginRotation(
  keyring: Keyring,
  values: KeyValueStore,
  { name, tenant = "", runtime }: Pick<PipelineDefinition, "name" | "tenant" | "runtime">,
  before: string | undefined,
): Promise<RotationMark> {
  const { clock = systemClock } = runtime ?? {};
  const path = `privacy/rotation/${encodeURIComponent(name)}`;
  const stored = await values.get(path);
  const last = stored && parseSaved(stored.value);
  const goesOn = last !== undefined && isYoung(last, clock.now());
  const limit = before === undefined ? undefined : instantOf(before);
  const kids = new Set<string>();
  for await (const { kid, purpose, state, createdAt } of keyring.list(tenant)) {
    if (purpose !== "data" || state === "destroyed") continue;
    const old = limit !== undefined && Date.parse(createdAt) < limit;
    if (old || (goesOn ? last.kids.includes(kid) : limit === undefined)) kids.add(kid);
  }
  const save = (
    finishedAt: string | null,
    expected: string | undefined,
  ): Promise<string | undefined> => values.put(path, { kids: [...kids], finishedAt }, expected);
  const version = await save(null, stored?.version);
  for (const kid of kids) await keyring.retire(tenant, kid);
  return {
    kids,
    async finish() {
      if (version !== undefined) await save(new Date(clock.now()).toISOString(), version);
    },
  };
}

/** Unfinished, or finished less than the life of a data key ago. */
function isYoung({ finishedAt }: Saved, now: number): boolean {
  return finishedAt === null || now - Date.parse(finishedAt) < DATA_KEY_MS;
}

function instantOf(before: string): number {
  const instant = Date.parse(before);
  if (!Number.isNaN(instant)) return instant;
  throw new ConfigError({
    code: "config_invalid",
    message: `Keys cannot be rotated that were made before ${JSON.stringify(before)}: it is no instant.`,
    hint: "Write it as ISO-8601, such as 2026-11-24T00:00:00Z.",
  });
}

function parseSaved(value: Json): Saved | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { kids, finishedAt } = value as Partial<Saved>; // both are looked at below
  const ended = finishedAt === null || typeof finishedAt === "string";
  return Array.isArray(kids) && ended ? { kids: kids.map(String), finishedAt } : undefined;
}

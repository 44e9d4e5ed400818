import {
  BrainError,
  ConfigError,
  type Json,
  type ProtectionScope,
  type QuarantineEntry,
  type QuarantineStore,
  type Sealer,
} from "@brain/core";
import { parseToken } from "../token.ts";

const ENTRIES_AT_ONCE = 500;

interface Place {
  readonly pipeline: string;
  readonly tenant: string | undefined;
  /** Records sealed with one of these are sealed anew. */
  readonly kids: ReadonlySet<string>;
  /** Takes the keys of records that do not open: those stay as they are. */
  readonly unopened: Set<string>;
  readonly signal: AbortSignal | undefined;
}

/** Seals quarantined records under the current key, some at a time. Those that were settled too, or they would hold their keys for ever. */
export async function* resealQuarantine(
  quarantine: QuarantineStore,
  seal: Sealer,
  { pipeline, tenant, kids, unopened, signal }: Place,
): AsyncGenerator<{ readonly flow: string; readonly seen: number; readonly rewritten: number }> {
  let after: string | undefined;
  for (;;) {
    const entries = await quarantine.list(
      { pipeline, after, settled: true, limit: ENTRIES_AT_ONCE },
      signal,
    );
    const last = entries.at(-1);
    if (last === undefined) return;
    after = last.id;
    const sealed: QuarantineEntry[] = [];
    for (const entry of entries) {
      const kid = entry.protection === "sealed" ? parseToken(entry.record)?.kid : undefined;
      if (kid === undefined || !kids.has(kid)) continue;
      // An entry names its stream with its source before it.
      const stream = entry.stream.slice(entry.source.length + 1);
      const record = await reseal(seal, entry.record, { tenant, source: entry.source, stream });
      if (record === undefined) unopened.add(kid);
      else sealed.push({ ...entry, record });
    }
    if (sealed.length > 0) {
      if (quarantine.replace === undefined) throw cannotReplace(pipeline);
      await quarantine.replace(sealed, signal);
    }
    yield { flow: last.flow, seen: entries.length, rewritten: sealed.length };
  }
}

async function reseal(
  seal: Sealer,
  sealed: Json,
  scope: ProtectionScope,
): Promise<Json | undefined> {
  try {
    return await seal.seal(await seal.open(sealed, scope), scope);
  } catch (error) {
    if (BrainError.isInstance(error) && error.code === "decrypt_failed") return undefined;
    throw error;
  }
}

function cannotReplace(pipeline: string): ConfigError {
  return new ConfigError({
    code: "config_invalid",
    message: `The quarantine of ${pipeline} cannot replace the records that it has.`,
    hint: "Replay or settle them first, or use a quarantine that can.",
    context: { pipeline },
  });
}

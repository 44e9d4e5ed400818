import type { PipelineDefinition } from "@brain/core";

/** Why a key is still of use. */
export interface HeldKey {
  readonly kid: string;
  /** What holds a token of it: `people.email`, `_quarantine.record`. */
  readonly where: string;
}

/** Where tokens of the keys are yet, in all that the destinations and quarantines hold: of other pipelines too. */
export async function findHeldKeys(
  pipeline: string,
  holders: readonly PipelineDefinition[],
  kids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly HeldKey[]> {
  if (kids.length === 0) return [];
  const kidOf = new Map(kids.map((kid) => [`:v1:${kid}:`, kid]));
  const texts = [...kidOf.keys()];
  const held = new Map<string, HeldKey>();
  const add = (found: Iterable<string>, where: string): void => {
    for (const text of found) {
      const kid = kidOf.get(text);
      if (kid !== undefined) held.set(`${kid} ${where}`, { kid, where });
    }
  };

  for (const destination of new Set(holders.map((holder) => holder.destination))) {
    const found = await destination.holds?.({ texts, pipeline }, signal);
    // Who cannot tell may hold all.
    if (found === undefined) add(texts, `${destination.name}, which cannot tell`);
    for (const { text, where } of found ?? []) add([text], where);
  }
  for (const { name, destination, quarantine } of holders) {
    if (quarantine === undefined || quarantine === destination.quarantine) continue;
    const found = await quarantine.holds?.(texts, signal);
    const where = `the quarantine of ${name}`;
    add(found ?? texts, found ? where : `${where}, which cannot tell`);
  }
  return [...held.values()];
}

import type { PipelineDefinition } from "@brain/core";

/** Why a key is still of use. */
export interface HeldKey {
  readonly kid: string;
  /** What holds a token of it: `people.email`, `_quarantine.record`. */
  readonly where: string;
}

/** Where tokens of the keys are yet, in all that the destination and the quarantine hold: of other pipelines too. */
export async function findHeldKeys(
  { name, destination, quarantine }: PipelineDefinition,
  kids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly HeldKey[]> {
  if (kids.length === 0) return [];
  const kidOf = new Map(kids.map((kid) => [`:v1:${kid}:`, kid]));
  const texts = [...kidOf.keys()];
  const held: HeldKey[] = [];
  const add = (found: Iterable<string>, where: string): void => {
    for (const text of found) {
      const kid = kidOf.get(text);
      if (kid !== undefined) held.push({ kid, where });
    }
  };

  const found = await destination.holds?.({ texts, pipeline: name }, signal);
  // Who cannot tell may hold all.
  if (found === undefined) add(texts, `${destination.name}, which cannot tell`);
  for (const { text, where } of found ?? []) add([text], where);
  if (quarantine !== undefined && quarantine !== destination.quarantine) {
    const records = await quarantine.holds?.(texts, signal);
    add(records ?? texts, records ? "the quarantine" : "the quarantine, which cannot tell");
  }
  return held;
}

import type { KeyValueStore } from "@brain/core";
import type { Keyring } from "../keyring.ts";

/** The keys whose tokens a rotation replaces. */
export interface RotationMark {
  readonly kids: ReadonlySet<string>;
  /** Says that the rotation is done. */
  remove(): Promise<void>;
}

/**
 * The keys of an unfinished rotation, or those that there are now; kept, so that a killed rotation goes on with the same
 * ones and not with its own too. None of them encrypts any more.
 */
export async function beginRotation(
  keyring: Keyring,
  values: KeyValueStore,
  pipeline: string,
  tenant: string,
): Promise<RotationMark> {
  const path = `privacy/rotation/${encodeURIComponent(pipeline)}`;
  let saved = await values.get(path);
  if (saved === undefined) {
    const kids: string[] = [];
    for await (const { kid, purpose, state } of keyring.list(tenant)) {
      if (purpose === "data" && state !== "destroyed") kids.push(kid);
    }
    const version = await values.put(path, kids, undefined);
    saved = version === undefined ? await values.get(path) : { value: kids, version };
  }
  const kids = new Set(Array.isArray(saved?.value) ? saved.value.map(String) : []);
  for (const kid of kids) await keyring.retire(tenant, kid);
  return {
    kids,
    async remove() {
      if (saved !== undefined) await values.delete(path, saved.version);
    },
  };
}

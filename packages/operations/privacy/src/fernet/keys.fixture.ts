import { Secret } from "@brain/core";

/** The key of the specification's two vectors. */
export const vectorKey = Secret.of("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");
export const vectorToken =
  "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";
/** When it was made: 1985-10-26T01:20:00-07:00. */
export const vectorSeconds = 499_162_800;

export function clockAt(seconds: number): { readonly now: () => number } {
  return { now: () => seconds * 1000 };
}

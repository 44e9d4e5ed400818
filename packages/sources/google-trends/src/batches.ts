import { MAX_ITEMS, type ResolvedConfig } from "./config.ts";

/** Keywords of one request. */
export interface Batch {
  readonly keywords: readonly string[];
  /** The keyword that all batches share; none where there is one batch. */
  readonly anchor: string | undefined;
}

/** So many keywords as Google compares in each; where that is not enough, each begins with the anchor. */
export function batchesOf({ keywords, anchor = keywords[0] ?? "" }: ResolvedConfig): Batch[] {
  if (keywords.length <= MAX_ITEMS) return [{ keywords, anchor: undefined }];
  const others = keywords.filter((keyword) => keyword !== anchor);
  const batches: Batch[] = [];
  for (let at = 0; at < others.length; at += MAX_ITEMS - 1) {
    batches.push({ keywords: [anchor, ...others.slice(at, at + MAX_ITEMS - 1)], anchor });
  }
  return batches;
}

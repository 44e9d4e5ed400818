import { z } from "zod";
import { TOKEN_TTL_MS } from "./limits.ts";

/** Where the reading of a list stands: how many things it gave, and the anchor of the next page with its time (epoch ms). */
export const listingStateSchema = z.object({
  after: z.string().optional(),
  count: z.int(),
  at: z.number(),
});

export type ListingState = z.infer<typeof listingStateSchema>;

/** On from an anchor that is not too old, else from the beginning. */
export function startOf(
  state: ListingState | undefined,
  now: number,
): { readonly after: string | undefined; readonly count: number } {
  const isFresh = state?.after !== undefined && now - state.at < TOKEN_TTL_MS;
  return isFresh ? { after: state.after, count: state.count } : { after: undefined, count: 0 };
}

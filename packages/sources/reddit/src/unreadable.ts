import type { SourceEvent } from "@brain/core";
import type { Unreadable } from "./things.ts";

/** One closed subreddit is no reason to end the others. */
export function tellUnreadable(
  emit: (event: SourceEvent) => void,
  of: string,
  { unreadable }: Unreadable,
): void {
  emit({
    type: "warning",
    code: "subreddit_unreadable",
    message: `Reddit does not let ${of} be read: ${unreadable}.`,
    hint: "Check the name, and whether the account is a member; rows that were read before stay.",
  });
}

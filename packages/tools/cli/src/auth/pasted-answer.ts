import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { AuthError } from "@brain/core";
import { cancelled } from "./redirect-server.ts";

/**
 * The first line of the input that has something in it.
 *
 * @throws AuthError `auth_failed` when the input ends before, CancelledError when `signal` is aborted.
 */
export async function readPasted(input: Readable, signal: AbortSignal): Promise<string> {
  if (signal.aborted) throw cancelled();
  const lines = createInterface({ input, crlfDelay: Infinity });
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.on("line", (line) => {
        if (line.trim() !== "") resolve(line.trim());
      });
      lines.once("close", () => reject(nothing()));
      signal.addEventListener("abort", () => reject(cancelled()), { once: true });
    });
  } finally {
    lines.close();
  }
}

/**
 * What the vendor sent back, from a pasted redirect address or from the code alone. A code says nothing of whose question
 * it answers: whoever pasted it saw the page, so the question is taken to be ours.
 */
export function toAnswer(pasted: string, state: string): URLSearchParams {
  const url = URL.parse(pasted);
  if (url !== null && url.search !== "") return url.searchParams;
  // Reddit ends its addresses with `#_`; a code cut out of an address is still encoded.
  return new URLSearchParams({ code: decoded(pasted.replace(/#.*$/, "")), state });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A code of its own right that has a percent sign in it.
    return text;
  }
}

function nothing(): AuthError {
  return new AuthError({
    code: "auth_failed",
    message: "No code was pasted: the input ended.",
    hint: "Open the address, allow the application, and paste the address to which the browser was sent back.",
  });
}

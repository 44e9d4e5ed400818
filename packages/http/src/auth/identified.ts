import type { Auth } from "../contracts.ts";

/** An auth whose identity is not shown by printing or serialising it. */
export function identified(identity: string, auth: Omit<Auth, "identity">): Auth {
  const hidden = { get: () => identity, enumerable: false };
  // `defineProperty` adds what the type says, which TypeScript cannot see.
  return Object.defineProperty({ ...auth }, "identity", hidden) as Auth;
}

import type { AuthError, CredentialStore } from "@brain/core";
import { LRUCache } from "lru-cache";
import { MAX_LANES } from "../limits.ts";
import type { GrantedToken } from "./token-request.ts";

/** What is known of one credential, by all scopes of a source and by all sources that share a store. */
export interface TokenState {
  token: GrantedToken | undefined;
  /** The one refresh under way. */
  flight: Promise<void> | undefined;
  /** The refresh token that the vendor refused for good, and how: it is not sent again. */
  ended: { readonly refreshToken: string; readonly error: AuthError } | undefined;
  /** What was got for a refresh token and could not be stored: it is not lost, and not used either. */
  unsaved: { readonly spent: string; readonly token: GrantedToken } | undefined;
}

const states = new WeakMap<CredentialStore, LRUCache<string, TokenState>>();

/** Two sources with one credential and one store spend no token twice. */
export function tokenStateOf(store: CredentialStore, key: string): TokenState {
  const known = states.get(store) ?? new LRUCache<string, TokenState>({ max: MAX_LANES });
  states.set(store, known);
  const state = known.get(key) ?? {
    token: undefined,
    flight: undefined,
    ended: undefined,
    unsaved: undefined,
  };
  known.set(key, state);
  return state;
}

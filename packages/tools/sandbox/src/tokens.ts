import { hash } from "./random.ts";

/** What an access token stands for. */
export interface Grant {
  readonly principal: string;
  readonly scopes: readonly string[];
}

/** The access tokens that an emulator handed out. */
export interface TokenBook {
  issue(grant: Grant, lifetimeMs: number): string;
  /** The grant and its end, which may be past; nothing when it was never issued or was taken back. */
  find(token: string): (Grant & { readonly expiresAt: number }) | undefined;
  /** Lets every token expire now. */
  expireAll(): void;
  /** Forgets every token. */
  clear(): void;
}

/** An empty book. Tokens are unique in it and the same for the same seed and order. */
export function createTokenBook(now: () => number, seed: number, prefix: string): TokenBook {
  const issued = new Map<string, Grant & { expiresAt: number }>();
  let count = 0;
  return {
    issue(grant, lifetimeMs) {
      count += 1;
      const tail = [1, 2, 3].map((salt) => hash(seed, count, salt).toString(36)).join("");
      const token = `${prefix}sandbox-${count}-${tail}`;
      issued.set(token, { ...grant, expiresAt: now() + lifetimeMs });
      return token;
    },
    find: (token) => issued.get(token),
    expireAll() {
      for (const token of issued.values()) token.expiresAt = Math.min(token.expiresAt, now());
    },
    clear() {
      issued.clear();
    },
  };
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerToken(request: Request): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
}

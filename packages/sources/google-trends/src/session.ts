import type { Runtime } from "@brain/core";
import type { Widget } from "./widgets.ts";

/** What all scopes of a source share about the site: who it takes us for, and how it has treated us. */
export interface Session {
  /** `NID=…`; none until the site gave one, and none again after it put up a wall. */
  cookie: string | undefined;
  /** Walls in a row. */
  walls: number;
  /** Other failures in a row. */
  failures: number;
  /** Epoch ms: nothing is asked before. */
  openUntil: number;
  /** By request; their tokens live for a while. */
  readonly explored: Map<string, { readonly at: number; readonly widgets: readonly Widget[] }>;
}

/** The session of this source. */
export function sessionOf(runtime: Runtime): Session {
  return runtime.once("google-trends:session", () => ({
    cookie: undefined,
    walls: 0,
    failures: 0,
    openUntil: 0,
    explored: new Map(),
  }));
}

/** The site's cookie among the cookies that an answer sets. */
export function cookieIn({ headers }: Pick<Response, "headers">): string | undefined {
  for (const line of headers.getSetCookie()) {
    const found = /^NID=[^;,\s]+/.exec(line);
    if (found !== null) return found[0];
  }
  return undefined;
}

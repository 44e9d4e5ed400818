/** Why a connection breaks, as Node's fetch names it. `serve` breaks the real one: by RST at ECONNRESET, else by closing it. */
export type BreakCode = "ECONNRESET" | "ECONNREFUSED" | "UND_ERR_SOCKET" | "Z_DATA_ERROR";

const reasons: Readonly<Record<BreakCode, string>> = {
  ECONNRESET: "read ECONNRESET",
  ECONNREFUSED: "connect ECONNREFUSED",
  UND_ERR_SOCKET: "other side closed",
  Z_DATA_ERROR: "incorrect data check",
};

/** What Node's fetch throws when there is no answer, or none any more. */
export function broken(code: BreakCode, inBody = false): TypeError {
  const cause = Object.assign(new Error(reasons[code]), { code });
  return new TypeError(inBody ? "terminated" : "fetch failed", { cause });
}

/** Whether a failure stands for a connection that is to be reset. */
export function isReset(error: unknown): boolean {
  return Reflect.get(Object(Reflect.get(Object(error), "cause")), "code") === "ECONNRESET";
}

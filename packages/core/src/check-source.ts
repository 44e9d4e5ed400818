import type { CheckResult } from "./connector.ts";
import { BrainError } from "./errors/brain-error.ts";
import type { Code } from "./errors/codes.ts";

const causes: Partial<Record<Code, NonNullable<CheckResult["cause"]>>> = {
  config_invalid: "config",
  option_unknown: "config",
  address_blocked: "config",
  redirect_blocked: "config",
  auth_failed: "auth",
  reauthorise: "auth",
  scope_missing: "permission",
  rate_limited: "quota",
  quota_exhausted: "quota",
};

/** Asks the source whether it can be used; an error becomes the answer, with its cause. */
export async function checkSource(ask: () => Promise<unknown>): Promise<CheckResult> {
  try {
    await ask();
    return { ok: true };
  } catch (error) {
    if (!BrainError.isInstance(error)) {
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, cause: "transient", message };
    }
    if (error.code === "cancelled") throw error;
    const cause = causes[error.code] ?? (error.retryable ? "transient" : "config");
    return { ok: false, cause, message: error.message, hint: error.hint };
  }
}

import type { CheckResult } from "./connector.ts";
import { BrainError } from "./errors/brain-error.ts";
import type { Code } from "./errors/codes.ts";
import type { Runtime } from "./runtime.ts";

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

/**
 * Asks the source whether it can be used; an error becomes the answer, with its cause. A refresh token that the vendor
 * rotates is refused where the credential store has no `lock`: the next process would spend one that is spent (AU-2).
 */
export async function checkSource(
  ask: (runtime: Runtime) => Promise<unknown>,
  runtime: Runtime,
): Promise<CheckResult> {
  let rotated = false;
  const emit: Runtime["emit"] = (event) => {
    if (event.type === "credential" && event.action === "rotated") rotated = true;
    runtime.emit(event);
  };
  try {
    await ask({ ...runtime, emit });
    return rotated && runtime.credentials.lock === undefined ? unlocked : { ok: true };
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

const unlocked: CheckResult = {
  ok: false,
  cause: "config",
  message:
    "The vendor gives out a new refresh token with each refresh, and the credential store has no `lock`, so no other process can go on from it.",
  hint: "Give the source a store with `lock`, such as `fileCredentials` of @brain/files, and, if this process ends first, a new refresh token.",
};

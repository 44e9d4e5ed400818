import { BrainError } from "@brain/core";
import { failed } from "./check.ts";

/** @throws unless the call is refused as that of someone who lost the lease. */
export async function expectRefusal(what: string, call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (BrainError.isInstance(error) && error.code === "lease_lost") return;
    throw failed(`${what} failed otherwise than by StoreError lease_lost.`, error);
  }
  throw failed(`${what} was taken.`);
}

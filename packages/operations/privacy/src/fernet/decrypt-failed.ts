import { DecryptError } from "@brain/core";

/** One error for every reason: which of them it was would help an attacker alone. */
export function decryptFailed(): DecryptError {
  return new DecryptError({
    code: "decrypt_failed",
    message: "A protected value could not be opened.",
  });
}

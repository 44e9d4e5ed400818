import { DecryptError } from "@brain/core";

/** The one error of everything that does not open: why would tell a stranger what to try next. */
export function decryptFailed(): DecryptError {
  return new DecryptError({
    code: "decrypt_failed",
    message: "A protected value could not be opened.",
  });
}

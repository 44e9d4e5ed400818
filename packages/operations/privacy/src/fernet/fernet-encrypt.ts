import { BrainError, type Key, type Protector } from "@brain/core";
import { replaceFields, type WithReplaced } from "../replace-fields.ts";
import type { Fernet } from "./fernet.ts";

/**
 * Puts Fernet tokens in place of the fields' values, which Python's `cryptography` opens: text as UTF-8, all else as JSON.
 *
 * For exchange with Python alone; `encrypt` is the better choice elsewhere. A Fernet token does not know where it belongs:
 * whoever can write to the table can move one to another row or field, and it opens there. It shows when it was made, and
 * that 5 was a number and not text is lost. A value that is a token of these keys already stays as it is.
 *
 * @throws ValidationError `record_invalid` for text that UTF-8 cannot hold; nothing of its batch is written.
 */
export function fernetEncrypt<T extends object, const F extends Key<T>>(
  fernet: Fernet,
  ...fields: readonly F[]
): Protector<T, WithReplaced<T, F>> {
  return {
    name: "fernetEncrypt",
    fields,
    effect: "replaces",
    apply: (records, scope) =>
      replaceFields(records, fields, scope, (value) => encryptValue(fernet, value)),
  };
}

function encryptValue(fernet: Fernet, value: unknown): string {
  if (typeof value !== "string") return fernet.encrypt(JSON.stringify(value));
  return isTokenOf(fernet, value) ? value : fernet.encrypt(value);
}

/** How a token begins until the year 4147, bare and in base64: nothing else is worth trying. */
const BEGINNINGS = ["gAAAAA", "Z0FBQUFB"];

/** Only what opens is a token: text that merely looks like one is encrypted as the text it is. */
function isTokenOf(fernet: Fernet, value: string): boolean {
  if (!BEGINNINGS.some((beginning) => value.startsWith(beginning))) return false;
  try {
    fernet.decrypt(value);
    return true;
  } catch (error) {
    if (BrainError.isInstance(error) && error.code === "decrypt_failed") return false;
    throw error;
  }
}

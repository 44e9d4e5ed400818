import { DecodeError } from "@brain/core";

/** The archive ends early, or is not what was written: another download may be whole. */
export function damaged(how: string, cause?: unknown): DecodeError {
  return new DecodeError({ code: "truncated", message: `The zip archive ${how}.`, cause });
}

/** What was sent is no zip archive that can be read. */
export function notZip(what: string): DecodeError {
  return new DecodeError({ code: "wrong_shape", message: `Amplitude's answer ${what}.` });
}

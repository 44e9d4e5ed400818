import { runCodes } from "./run-codes.ts";
import { sourceCodes } from "./source-codes.ts";

/** Every code an error of ours can have. Codes are stable: renaming one is a breaking change. */
export const errorCodes = { ...sourceCodes, ...runCodes } as const;

/** The code of an error, stable over versions. */
export type Code = keyof typeof errorCodes;

/** The codes of one kind of error. */
export type CodeOf<Kind extends string> = {
  [C in Code]: (typeof errorCodes)[C]["kind"] extends Kind ? C : never;
}[Code];

import { InvariantError } from "@brain/core";

/** Why a check asks nothing of this subject; undefined: it was asked, and it holds. */
export type Asked = string | undefined;

/** One thing that is asked of a subject. */
export interface Check {
  /** The name that `lacks` and `only` go by. */
  readonly name: string;
  /** The stream that it is asked of; empty: the subject as a whole. */
  readonly of: string;
  readonly title: string;
  /** @throws whatever shows that it does not hold. */
  readonly run: () => Promise<Asked>;
}

/** What is asked of one subject, and what its author says that it cannot do. */
export interface Battery {
  /** `source hubspot` */
  readonly subject: string;
  readonly checks: readonly Check[];
  /** Every name that there is, also of checks that this battery leaves out. */
  readonly names: readonly string[];
  /** By a check's name, or by its name and what it is asked of: why it does not hold. */
  readonly lacks: Readonly<Record<string, string | undefined>>;
}

/** Whether a name in `lacks` means this check: by its name alone, or with what it is asked of. */
export function isMeant(key: string, { name, of }: Pick<Check, "name" | "of">): boolean {
  return key === name || (of !== "" && key === `${name} ${of}`);
}

/** What a check throws when the subject does not do what it must. */
export function failed(message: string, cause?: unknown): InvariantError {
  return new InvariantError({
    code: "invariant",
    message,
    hint: "Mend it, or name the check in `lacks` with the reason.",
    cause,
  });
}

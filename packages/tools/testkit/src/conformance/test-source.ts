// The rules for test files do not fit a file that registers tests for others.
/* oxlint-disable vitest/expect-expect, vitest/no-conditional-tests, vitest/no-disabled-tests, vitest/valid-title */
import { describe, test } from "vitest";
import { sourceChecks, streamChecks, type CheckName } from "./checks.ts";
import { createSubject } from "./create-subject.ts";
import type { SubjectOptions } from "./subject.ts";

/** Milliseconds that one check of one stream may take. */
const TIMEOUT_MS = 30_000;

/** How to examine a source. */
export interface TestSourceOptions extends SubjectOptions {
  /** Why a check does not hold, by its name or, for one stream, by `name stream` (`resume owners`). */
  readonly unsupported?:
    | Readonly<Partial<Record<CheckName | `${CheckName} ${string}`, string>>>
    | undefined;
  /** Only these checks, for a second set-up of the same source (large pages, other credentials); default all. */
  readonly only?: readonly CheckName[] | undefined;
}

/**
 * Registers vitest tests of what every source must do, against a server without a network. Each check that is switched
 * off is shown as skipped, with its reason.
 *
 * @example
 * ```ts
 * testSource({
 *   create: (runtime) => acme({ account: "1", token: "canary-token" }, { runtime }),
 *   server: acmeEmulator,
 *   secrets: ["canary-token"],
 *   unsupported: { "retry-after": "Acme never sends the header" },
 * });
 * ```
 */
export function testSource(options: TestSourceOptions): void {
  const subject = createSubject(options);
  const streams = options.streams ?? Object.keys(subject.mount().source.streams);
  const reasons = new Map(Object.entries(options.unsupported ?? {}));
  const isMeant = ([name]: readonly [string, unknown]): boolean =>
    options.only?.some((one) => one === name) ?? true;
  const register = (name: string, title: string, run: () => Promise<void>, stream = ""): void => {
    const reason = reasons.get(`${name} ${stream}`) ?? reasons.get(name);
    if (reason === undefined) test(`${title} (${name})`, { timeout: TIMEOUT_MS }, run);
    else test.skip(`${title} (${name}): ${reason}`, run);
  };

  for (const stream of streams) {
    describe(stream, () => {
      for (const [name, [title, run]] of Object.entries(streamChecks).filter(isMeant)) {
        register(name, title, () => run(subject, stream), stream);
      }
    });
  }
  const wholeSource = Object.entries(sourceChecks).filter(isMeant);
  describe.skipIf(wholeSource.length === 0)("source", () => {
    for (const [name, [title, run]] of wholeSource) {
      register(name, title, () => run(subject));
    }
  });
}

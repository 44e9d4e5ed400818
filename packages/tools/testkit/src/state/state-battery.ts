import type { MaybePromise } from "@brain/core";
import type { Battery, Check } from "../battery/check.ts";
import { stateChecks, type StateCheckName } from "./checks.ts";
import type { StateTarget } from "./target.ts";

/** How to examine a state store. */
export interface TestStateStoreOptions {
  readonly name: string;
  /** Makes a new, empty place: each check asks for its own. */
  readonly target: () => MaybePromise<StateTarget>;
  /** By a check's name: why it does not hold. A name that there is not, or of a check that does hold, is a failure. */
  readonly lacks?: Readonly<Partial<Record<StateCheckName, string>>> | undefined;
}

export function stateBattery({ name, target, lacks = {} }: TestStateStoreOptions): Battery {
  return {
    subject: `state store ${name}`,
    checks: checksOfState(target),
    names: Object.keys(stateChecks),
    lacks,
  };
}

/** Every check of a state store, each in a place of its own. */
export function checksOfState(
  target: () => MaybePromise<StateTarget | undefined>,
): readonly Check[] {
  return Object.entries(stateChecks).map(([name, [title, run]]) => ({
    name,
    of: "",
    title,
    async run() {
      const place = await target();
      if (place === undefined) return "it keeps no checkpoints of its own";
      await run(place);
      return undefined;
    },
  }));
}

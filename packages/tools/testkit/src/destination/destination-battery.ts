import type { Destination, MaybePromise } from "@brain/core";
import { failed, type Battery, type Check } from "../battery/check.ts";
import { stateChecks, type StateCheckName } from "../state/checks.ts";
import { checksOfState } from "../state/state-battery.ts";
import type { StateTarget } from "../state/target.ts";
import { destinationChecks, type DestinationCheckName } from "./checks.ts";
import { inScene } from "./scene.ts";
import type { DestinationTarget } from "./target.ts";

/** How to examine a destination. */
export interface TestDestinationOptions<D extends Destination> {
  readonly name: string;
  /** Makes a new, empty place to write to: each check asks for its own. */
  readonly target: () => MaybePromise<DestinationTarget<D>>;
  /** By a check's name: why it does not hold. A name that there is not, or of a check that does hold, is a failure. */
  readonly lacks?:
    | Readonly<Partial<Record<DestinationCheckName | StateCheckName, string>>>
    | undefined;
}

/** Every check of the destination, and those of its state store where it has one. */
export function destinationBattery<D extends Destination>({
  name,
  target,
  lacks = {},
}: TestDestinationOptions<D>): Battery {
  const ofRows = Object.entries(destinationChecks).map(([check, [title, run]]): Check => ({
    name: check,
    of: "",
    title,
    run: async () => {
      const reason = await inScene(await target(), async (scene) => run(scene));
      return typeof reason === "string" ? reason : undefined;
    },
  }));
  const ofState = checksOfState(async () => stateOf(await target()));
  return {
    subject: `destination ${name}`,
    checks: [...ofRows, ...ofState],
    names: Object.keys({ ...destinationChecks, ...stateChecks }),
    lacks,
  };
}

/** Undefined where the destination keeps no checkpoints. */
async function stateOf<D extends Destination>({
  open,
}: DestinationTarget<D>): Promise<StateTarget | undefined> {
  let destination = await open();
  const isKeeping = destination.state !== undefined;
  await destination.close();
  if (!isKeeping) return undefined;
  return {
    async open() {
      destination = await open();
      if (destination.state !== undefined) return destination.state;
      throw failed("It had a `state` when it was opened first, and has none now.");
    },
    close: () => destination.close(),
  };
}

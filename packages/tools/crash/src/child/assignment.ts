import type { Place } from "../place.ts";
import type { Setting } from "../scenario.ts";
import type { TrapSignal } from "./trap.ts";

/** All that a process is started with. */
export interface Assignment extends Setting {
  /** Where it sends itself `signal`, if anywhere. */
  readonly place?: Place;
  readonly signal?: TrapSignal;
  /** Time to live of its lease, where the usual one would make the test wait. */
  readonly leaseMs?: number;
}

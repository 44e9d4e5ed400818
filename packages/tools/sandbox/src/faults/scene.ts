import type { Wire } from "../emulator.ts";
import type { FaultName } from "./fault-names.ts";
import type { FaultRule } from "./fault-schedule.ts";

/** A server as a function. */
export type Handler = (request: Request, wire?: Wire) => Promise<Response>;

/** One request on its way to a server. */
export interface Scene {
  readonly request: Request;
  /** Undefined: in this process, where an answer must look as `fetch` would show it. */
  readonly wire: Wire | undefined;
  /** Lets the request through, or another in its place. */
  ask(request?: Request): Promise<Response>;
  /** Records that the fault of a rule met this request. */
  note(rule: ActiveRule): void;
  /** Epoch milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** A rule that means a request. */
export interface ActiveRule extends FaultRule {
  /** Its place in the schedule, from 0. */
  readonly index: number;
}

/** Answers in the server's place; what it throws is what `fetch` throws. Notes that it was given, if it was. */
export type Fault = (scene: Scene, rule: ActiveRule) => Promise<Response>;

/** Faults that go together. */
export interface FaultFamily<Name extends FaultName> {
  readonly faults: Readonly<Record<Name, Fault>>;
  /** What holds for every request since one of them was given: an answer, or another request in its place. */
  standing(scene: Scene): Promise<Response | Request | undefined>;
}

/** A fault that can be given to any request. */
export function always(give: Fault): Fault {
  return (scene, rule) => {
    scene.note(rule);
    return give(scene, rule);
  };
}

/** The same fault under many names. */
export function each<Name extends FaultName>(
  names: readonly Name[],
  faultOf: (name: Name) => Fault,
): Readonly<Record<Name, Fault>> {
  // Object.fromEntries forgets the names of the keys.
  return Object.fromEntries(names.map((name) => [name, faultOf(name)])) as Record<Name, Fault>;
}

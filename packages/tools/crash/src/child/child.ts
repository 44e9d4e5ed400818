import { BrainError, definePipeline, type ErrorReport, type StateStore } from "@brain/core";
import { loadScenario } from "../scenarios/load.ts";
import type { Subject } from "../scenario.ts";
import { limits } from "./limits.ts";
import { tell } from "./marks.ts";
import type { Assignment } from "./assignment.ts";
import { watchCalls } from "./trap-calls.ts";
import { createTrap } from "./trap.ts";

/** The process that is killed or stopped: one run of one scenario, told on stdout, and a signal to itself where asked. */
// Only `startChild` writes it.
const assignment = JSON.parse(process.argv[2] ?? "") as Assignment;
const { place, leaseMs } = assignment;
const trap = createTrap(place?.nth ?? 0, assignment.signal ?? "SIGKILL");
if (place?.kind === "statement") (await import("./trap-statements.ts")).trapStatements(place, trap);
if (place?.kind === "file") await (await import("./trap-files.ts")).trapFiles(place, trap);

const scenario = await loadScenario(assignment.scenario);
const ended = new Set<string>();
let paged = false;
const subject = watchCalls(
  withLease(scenario.open(assignment, () => place?.kind === "record" && trap.step())),
  (call, when, flow) => {
    if (call === "finish" && when === "before") {
      ended.add(flow);
      // What comes now is the last commit of the run.
      if (ended.size === subject.flows.length) tell("ending");
    }
    if (place?.kind === "call" && place.call === call && place.when === when) trap.step();
  },
);

try {
  const report = await definePipeline({
    name: "crash",
    ...subject,
    pii: "allow",
    // All records are valid, and not every destination has a quarantine.
    onInvalid: "fail",
    limits,
  }).run({
    observers: [
      (event) => {
        if (event.type === "page" && !paged) tell("page");
        if (event.type === "page") paged = true;
        if (event.type === "stream-end" && event.error) tellError(event.error);
        if (event.type === "lease") tell(`lease ${event.action}`);
      },
    ],
  });
  tell(report.status);
  process.exitCode = report.status === "succeeded" ? 0 : 1;
} catch (error) {
  if (!BrainError.isInstance(error)) throw error;
  tellError(error);
  process.exitCode = 1;
} finally {
  await subject.destination.close();
}

function tellError({ code, message }: ErrorReport | BrainError): void {
  tell(`error ${code}`);
  console.error(message);
}

/** A lease that is given up sooner than usual, by the seam that stores have for it. */
function withLease(made: Subject): Subject {
  if (leaseMs === undefined) return made;
  const short = (state: StateStore): StateStore => ({
    ...state,
    lease: (name, options) => state.lease(name, { ...options, ttlMs: leaseMs }),
  });
  const own = made.destination.state;
  return {
    ...made,
    destination: own === undefined ? made.destination : { ...made.destination, state: short(own) },
    ...(made.state && { state: short(made.state) }),
  };
}

import type { Emulator, Wire } from "../emulator.ts";
import type { GivenFault } from "../ledger.ts";
import { brokenBodyFaults } from "./body-faults.ts";
import { createChooser } from "./choose.ts";
import { createConnectionFaults } from "./connection-faults.ts";
import { pageFaults, type FaultName } from "./fault-names.ts";
import type { FaultPaging, FaultSchedule } from "./fault-schedule.ts";
import { hugeBodyFaults } from "./huge-faults.ts";
import { createPageFaults } from "./page-faults.ts";
import { createRedirectFaults } from "./redirect-faults.ts";
import type { ActiveRule, Fault, Handler, Scene } from "./scene.ts";
import { FaultScheduleError, parseFaultSchedule } from "./schedule.ts";
import { statusAndLimitFaults } from "./status-faults.ts";
import { createTokenFaults } from "./token-faults.ts";

/** What the layer is told beside the schedule. */
export interface FaultOptions {
  /** The clock of dates and of `server-down`, epoch milliseconds. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Lets time pass between the drops of `drip-feed`. Default real time. */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
  /** Called for each fault as it is given. */
  readonly onFault?: ((given: GivenFault) => void) | undefined;
}

/** A server with faults in front of it, and the faults given so far. */
export type FaultyHandler = Handler & { readonly given: readonly GivenFault[] };

/**
 * Puts scripted faults in front of an emulator, or of any server that is a function. What only a socket can show comes as
 * the nearest thing that `fetch` would throw, and as the real thing once the result is served by `serve`. Every fault
 * given stands in the emulator's `ledger.faults`, or in the function's `given`.
 *
 * @throws FaultScheduleError with every problem of the schedule.
 * @example
 * const faulty = withFaults(hubspotEmulator(), { rules: [{ fault: "429-date", path: "/crm/**", nth: [2, 5] }] });
 */
export function withFaults<E extends Emulator>(
  emulator: E,
  schedule: FaultSchedule,
  options?: FaultOptions,
): E;
export function withFaults(
  handler: Handler,
  schedule: FaultSchedule,
  options?: FaultOptions,
): FaultyHandler;
export function withFaults(
  target: Emulator | Handler,
  schedule: FaultSchedule,
  options: FaultOptions = {},
): Emulator | FaultyHandler {
  if (typeof target === "function") {
    const given: GivenFault[] = [];
    const note = (fault: GivenFault): unknown => given.push(fault);
    return Object.assign(faulty(target, schedule, options, note, undefined), { given });
  }
  const { ledger, paging } = target;
  const note = (fault: GivenFault): void => ledger.noteFault(fault);
  const handler: Handler = (request, wire) => target.fetch(request, wire);
  return { ...target, fetch: faulty(handler, schedule, options, note, paging) };
}

function faulty(
  server: Handler,
  input: FaultSchedule,
  { now = Date.now, sleep = realSleep, onFault }: FaultOptions,
  record: (given: GivenFault) => void,
  knownPaging: FaultPaging | undefined,
): Handler {
  const schedule = parseFaultSchedule(input);
  const choose = createChooser(schedule.rules, schedule.seed ?? 1);
  const paging = schedule.paging ?? knownPaging;
  const bendsPages = schedule.rules.flatMap(({ fault }, index) =>
    isPageFault(fault) ? [index] : [],
  );
  if (paging === undefined && bendsPages.length > 0) {
    throw new FaultScheduleError(
      bendsPages.map(
        (index) => `rules.${index}.fault: it needs \`paging\`, to know what a page is`,
      ),
    );
  }
  const pages = createPageFaults(paging ?? { records: "" }, server);
  const ask = bendsPages.length > 0 ? pages.handler : server;
  const connections = createConnectionFaults();
  const tokens = createTokenFaults();
  const redirects = createRedirectFaults();
  const families = [connections, tokens, redirects, ...(bendsPages.length > 0 ? [pages] : [])];
  const faults: Readonly<Record<FaultName, Fault>> = {
    ...statusAndLimitFaults,
    ...brokenBodyFaults,
    ...hugeBodyFaults,
    ...connections.faults,
    ...tokens.faults,
    ...redirects.faults,
    ...pages.faults,
  };
  const sceneOf = (request: Request, wire: Wire | undefined): Scene => ({
    request,
    wire,
    now,
    ask: (other = request) => ask(other, wire),
    sleep: (ms) => sleep(ms, request.signal),
    note({ fault, index }: ActiveRule) {
      const { method, url } = request;
      const given = { at: now(), method, path: new URL(url).pathname, fault, rule: index };
      record(given);
      onFault?.(given);
    },
  });

  return async (request, wire) => {
    let scene = sceneOf(request, wire);
    for (const family of families) {
      const holds = await family.standing(scene);
      if (holds instanceof Response) return holds;
      if (holds !== undefined) scene = sceneOf(holds, wire);
    }
    const rule = choose(scene.request);
    return rule === undefined ? scene.ask() : faults[rule.fault](scene, rule);
  };
}

const isPageFault = (fault: FaultName): boolean => pageFaults.some((name) => name === fault);

function realSleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}

import {
  InvariantError,
  memoryBudget,
  type Logger,
  type Runtime,
  type Source,
  type Stream,
  type Window,
} from "@brain/core";
import { fakeClock, type FakeClock } from "../fake-clock.ts";
import { mountServer, type Fault, type MountedServer, type Server } from "./mounted-server.ts";

/** Waits up to this pass by themselves: retries and rate limits, but not the timeouts of a request (30 s and more). */
const AUTO_MS = 20_000;

/** A connector to examine, and the server that it is examined against. */
export interface SubjectOptions {
  /** Makes the source with the runtime given: `(runtime) => hubspot(config, { runtime })`. */
  readonly create: (runtime: Partial<Runtime>) => Source;
  /** Answers every request. It may keep a ledger and quotas; a reading must not change its data. */
  readonly server: Server;
  /** The clock that the server goes by. Default: a fake one whose waits of up to 20 s pass by themselves. */
  readonly clock?: FakeClock | undefined;
  /** The streams to examine; default all. The server needs records for each. */
  readonly streams?: readonly string[] | undefined;
  /** What is read of each stream; default everything up to a minute before the clock's now. */
  readonly window?: Partial<Window> | undefined;
  /** The secrets in the config that `create` uses: they are looked for in log, events and errors. */
  readonly secrets: readonly string[];
  /** At most so many positions of each stream are resumed from. Default 20. */
  readonly cuts?: number | undefined;
}

/** A source of its own, in front of the mounted server. */
export interface Mounted extends MountedServer {
  readonly source: Source;
  stream(name: string): Stream;
  /** Everything logged and emitted so far. */
  readonly seen: readonly unknown[];
}

/** What a check is given. */
export interface Subject extends SubjectOptions {
  readonly clock: FakeClock;
  readonly window: Window;
  readonly cuts: number;
  mount(fault?: Fault): Mounted;
}

export function createSubject(options: SubjectOptions): Subject {
  const clock = options.clock ?? fakeClock({ autoMs: AUTO_MS });
  const to = new Date(clock.now() - 60_000).toISOString();
  return {
    ...options,
    clock,
    window: { to, ...options.window },
    cuts: options.cuts ?? 20,
    mount(fault) {
      const seen: unknown[] = [];
      const mounted = mountServer(options.server, clock, fault);
      const source = options.create({
        // A clock and a budget of its own: what one check spends must not slow down the next.
        clock: { ...clock },
        budget: memoryBudget(clock),
        fetch: mounted.fetch,
        log: logInto(seen),
        emit: (event) => seen.push(event),
      });
      return { ...mounted, source, seen, stream: (name) => streamOf(source, name) };
    },
  };
}

function streamOf(source: Source, name: string): Stream {
  const stream = source.streams[name];
  if (stream !== undefined) return stream;
  const known = Object.keys(source.streams).join(", ");
  throw failed(`The source ${source.name} has no stream "${name}"; it has ${known}.`);
}

function logInto(seen: unknown[]): Logger {
  const write = (message: string, fields?: object): void => void seen.push([message, fields]);
  return { debug: write, info: write, warn: write, error: write };
}

/** What a check throws when the source does not do what it must. */
export function failed(message: string, cause?: unknown): InvariantError {
  return new InvariantError({
    code: "invariant",
    message,
    hint: "Mend the connector, or switch the check off by name in `unsupported`, with the reason.",
    cause,
  });
}

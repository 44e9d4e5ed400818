import { memoryBudget, type Logger, type Runtime, type Source, type Stream } from "@brain/core";
import { fakeClock, type FakeClock } from "../fake-clock.ts";
import { mountServer, type Fault } from "./mounted-server.ts";
import { startOf } from "./start.ts";
import { failed } from "../battery/check.ts";
import type { Mounted, Subject, SubjectOptions } from "./subject.ts";

/** Waits up to this pass by themselves: retries and rate limits, but not the timeouts of a request (30 s and more). */
const AUTO_MS = 20_000;

export function createSubject(options: SubjectOptions): Subject {
  const clock = options.clock ?? fakeClock({ autoMs: AUTO_MS });
  const subject = {
    ...options,
    clock,
    cuts: options.cuts ?? 20,
    mount: (fault?: Fault, given?: Partial<Runtime>) => mount(options, clock, fault, given),
  };
  const start = startOf(subject);
  return { ...subject, start };
}

function mount(
  options: SubjectOptions,
  clock: FakeClock,
  fault?: Fault,
  given?: Partial<Runtime>,
): Mounted {
  const seen: unknown[] = [];
  const mounted = mountServer(options.server, clock, fault);
  const source = options.create({
    // A clock and a budget of its own: what one check spends must not slow down the next.
    clock: { ...clock },
    budget: memoryBudget(clock),
    fetch: mounted.fetch,
    log: logInto(seen),
    emit: (event) => seen.push(event),
    ...given,
  });
  return { ...mounted, source, seen, stream: (name) => streamOf(source, name) };
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

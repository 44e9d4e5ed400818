import { type Position, type Runtime, type Source, type Stream, type Window } from "@brain/core";
import type { FakeClock } from "../fake-clock.ts";
import type { Fault, MountedServer, Server } from "./mounted-server.ts";

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
  /**
   * Changes the server's data. Given: every stream is first read to its end, then this is called once, and what the
   * checks read is the second run, which goes on from there. It has to change something in each stream.
   */
  readonly change?: (() => void) | undefined;
  /**
   * Adds a record to each stream that has a cursor, with the greatest cursor value that is there already, as if it had been
   * indexed late. Without it nobody knows whether ties are lost.
   */
  readonly tie?: (() => void) | undefined;
  /** At most so many pages of each stream are cut at, evenly chosen. Default 20. */
  readonly cuts?: number | undefined;
}

/** A source of its own, in front of the mounted server. */
export interface Mounted extends MountedServer {
  readonly source: Source;
  stream(name: string): Stream;
  /** Everything logged and emitted so far. */
  readonly seen: readonly unknown[];
}

/** Where a reading begins: with `change`, where an earlier one ended. */
export interface Start {
  readonly window: Window;
  readonly positions: Readonly<Record<string, Position>>;
}

/** What a check is given. */
export interface Subject extends SubjectOptions {
  readonly clock: FakeClock;
  readonly cuts: number;
  /** `given` stands in the runtime beside what every source gets. */
  mount(fault?: Fault, given?: Partial<Runtime>): Mounted;
  /** What to read of a stream, and from where. */
  start(name: string): Promise<Start>;
}

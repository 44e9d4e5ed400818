import { memoryDestination, type MemoryDestination } from "@brain/testkit";
import type { Checkpoint } from "../checkpoint.ts";
import type { Destination } from "../destination.ts";
import { DestinationError, StoreError } from "../errors/kinds.ts";
import type { Clock } from "../runtime.ts";
import { memoryState } from "../stores/memory-state.ts";
import type { Lease, StateStore } from "../stores/state-store.ts";
import type { Fault, History } from "./history-data.fixture.ts";
import { quota } from "./scenario.fixture.ts";

type Call = "page" | "before" | "after" | "store" | "stored";

/** One process that runs the pipeline: it meets one fault at most. */
export interface Actor {
  readonly fault: Fault | undefined;
  readonly stop: AbortController;
  /** Resolves when the process is gone, or stands still. */
  readonly gone: Promise<void>;
  /** Every call to the outside goes through here. */
  call(name: Call): Promise<void>;
  /** Lets a process that stood still go on. */
  wake(): void;
}

/** A destination and a store that outlive every process. */
export interface World {
  readonly memory: MemoryDestination;
  readonly clock: Clock;
  /** As one process reaches them. */
  reachedBy(actor: Actor): {
    readonly destination: Destination;
    readonly state: StateStore | undefined;
  };
  /** A process that is gone holds nothing any longer. */
  freeLease(): Promise<void>;
  checkpoints(): Promise<Checkpoint[]>;
  /** The generations that came to their end. */
  readonly ended: ReadonlySet<string>;
}

export function createActor(
  { turns }: History,
  fault: Fault | undefined,
  onCall: () => void,
): Actor {
  const stop = new AbortController();
  const gone = Promise.withResolvers<void>();
  const awake = Promise.withResolvers<void>();
  let calls = 0;
  let still = false;
  return {
    fault,
    stop,
    gone: gone.promise,
    wake: () => awake.resolve(),
    async call(name) {
      onCall();
      const number = calls++;
      for (let turn = turns[number % turns.length] ?? 0; turn > 0; turn--) await nextTurn();
      if (fault !== undefined && number >= fault.at && !still) {
        if (fault.kind === "crash" || fault.kind === "zombie") {
          still = true;
          gone.resolve();
        } else if (number === fault.at) {
          if (fault.kind === "abort") stop.abort(new Error("enough"));
          if (fault.kind === "quota" && name === "page") throw quota();
          if (fault.kind === "fail") throw failureOf(name);
        }
      }
      if (still) await awake.promise;
    },
  };
}

export function createWorld({ transactional }: History, check: () => Promise<void>): World {
  const clock = hurriedClock();
  const memory: MemoryDestination = transactional
    ? memoryDestination({ clock })
    : memoryDestination({ clock, transactional: false });
  const state = memory.state ?? memoryState(clock);
  const leases: Lease[] = [];
  const ended = new Set<string>();

  const reachState = (actor: Actor): StateStore => ({
    ...state,
    load: async (...given) => {
      await actor.call("store");
      return state.load(...given);
    },
    save: async (...given) => {
      await actor.call("store");
      await state.save(...given);
      await check();
      await actor.call("stored");
    },
    lease: async (...given) => {
      const lease = await state.lease(...given);
      if (lease !== undefined) leases.push(lease);
      // A process that stood still has not heard that it lost its lease: the fence alone stops it.
      return lease && { ...lease, lost: new AbortController().signal };
    },
  });

  return {
    memory,
    clock,
    ended,
    reachedBy(actor) {
      const reached = reachState(actor);
      const destination: Destination = {
        ...memory,
        [Symbol.asyncDispose]: () => memory[Symbol.asyncDispose](),
        ...(transactional ? { state: reached } : {}),
        async open(spec, context) {
          await actor.call("before");
          const writer = await memory.open(spec, context);
          return {
            ...writer,
            [Symbol.asyncDispose]: () => writer[Symbol.asyncDispose](),
            async write(batch, options) {
              await actor.call("before");
              return writer.write(batch, options);
            },
            async commit(...given) {
              await actor.call("before");
              await writer.commit(...given);
              await check();
              await actor.call("after");
            },
            async finish(mark) {
              await actor.call("before");
              await writer.finish(mark);
              ended.add(mark.generation);
              await check();
              await actor.call("after");
            },
          };
        },
      };
      return { destination, state: transactional ? undefined : reached };
    },
    async freeLease() {
      for (const lease of leases.splice(0)) await lease.release();
    },
    async checkpoints() {
      const found: Checkpoint[] = [];
      for await (const saved of state.list({ pipeline: "p" })) found.push(saved);
      return found;
    },
  };
}

/** What a failing call throws: of a write that happened all the same, that nobody knows. */
function failureOf(name: Call): Error {
  if (name === "after") {
    return new DestinationError({ code: "unknown_outcome", message: "The answer was lost." });
  }
  if (name === "before") {
    return new DestinationError({ code: "destination_failed", message: "No connection." });
  }
  return new StoreError({ code: "store_unavailable", message: "The store is down." });
}

/** Every sleep is over with the next turn of the event loop, so that a thousand runs take seconds. */
function hurriedClock(): Clock {
  let now = Date.parse("2026-11-24T00:00:00Z");
  const begin = now;
  return {
    now: () => now,
    monotonic: () => now - begin,
    random: () => 0.5,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      await nextTurn();
      now += ms;
      signal?.throwIfAborted();
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

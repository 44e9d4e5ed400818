import { toErrorReport } from "../errors/report.ts";
import type { RunEvent } from "../events.ts";
import { limits } from "../limits.ts";
import type { Observer } from "../pipeline.ts";
import type { RunReport } from "../report.ts";
import type { Clock } from "../runtime.ts";

type WithoutRun<E> = E extends RunEvent ? Omit<E, "at" | "pipeline" | "run"> : never;
/** An event before the run has added when and which run. */
export type Told = WithoutRun<RunEvent>;

/** What the requests of a run added up to. */
export type Traffic = Pick<
  RunReport,
  "requests" | "failedRequests" | "retries" | "waitedMs" | "bytes"
>;

export interface Observers {
  emit(event: Told): void;
  traffic(): Traffic;
  /** Waits for what observers still do, at most {@link limits.observersMs}. */
  settle(): Promise<void>;
}

/** Tells every observer everything. One that throws never harms the run: the others hear of it as `degraded`. */
export function createObservers(
  observers: readonly Observer[],
  run: { readonly pipeline: string; readonly run: string },
  clock: Clock,
): Observers {
  const pending = new Set<Promise<void>>();
  const traffic = { requests: 0, failedRequests: 0, retries: 0, waitedMs: 0, bytes: 0 };

  const tell = (observer: Observer, event: RunEvent): void => {
    const failed = (error: unknown): void => {
      if (event.type === "degraded") return;
      const report = toErrorReport(error);
      const degraded = { type: "degraded", part: "observer", error: report } as const;
      const others = observers.filter((other) => other !== observer);
      for (const other of others) tell(other, { at: clock.now(), ...run, ...degraded });
    };
    try {
      const promise = observer(event);
      if (promise === undefined) return;
      const settled = promise.catch(failed).finally(() => pending.delete(settled));
      pending.add(settled);
    } catch (error) {
      failed(error);
    }
  };

  return {
    traffic: () => ({ ...traffic }),
    emit(told) {
      count(traffic, told);
      // `told` is a RunEvent without the three fields that are added here.
      const event = { at: clock.now(), ...run, ...told } as RunEvent;
      for (const observer of observers) tell(observer, event);
    },
    async settle() {
      if (pending.size === 0) return;
      const enough = new AbortController();
      const timer = clock.sleep(limits.observersMs, enough.signal).catch(() => undefined);
      await Promise.race([Promise.all(pending), timer]);
      enough.abort();
    },
  };
}

function count(traffic: { -readonly [Name in keyof Traffic]: number }, event: Told): void {
  if (event.type === "request") {
    traffic.requests += 1;
    traffic.bytes += event.bytesIn;
    const failed = event.error !== undefined || (event.status ?? 0) >= 400;
    if (failed) traffic.failedRequests += 1;
    traffic.waitedMs += event.queuedMs;
  } else if (event.type === "retry") {
    traffic.retries += 1;
    traffic.waitedMs += event.delayMs;
  }
}

import { setTimeout as sleep } from "node:timers/promises";
import {
  createRedactor,
  systemClock,
  type Clock,
  type Closeable,
  type Redactor,
} from "@brain/core";
import { createAnchorer, noAnchors, type AnchorOptions } from "./anchorer.ts";
import { chain, type AuditHead, type Unchained } from "./chain.ts";
import type { AuditActor, AuditEntry, AuditEvent } from "./event.ts";
import { redactEntry } from "./redact-entry.ts";
import type { AuditSink, TornTail } from "./sink.ts";

/** What an audit log is made of. */
export interface AuditLogOptions {
  readonly sink: AuditSink;
  /** Without them a cut tail does not show. */
  readonly anchors?: AnchorOptions | undefined;
  /** Whose log it is, in `source.service`; default `brain`. */
  readonly service?: string | undefined;
  /** Knows the secrets that must not be recorded. */
  readonly redact?: Redactor | undefined;
  readonly clock?: Clock | undefined;
}

/** An append-only chain of events (AD-2). Closing puts a last anchor. */
export interface AuditLog extends Closeable {
  /** Durable when it resolves. @throws StoreError `store_unavailable` */
  record(entry: AuditEntry): Promise<AuditEvent>;
}

/** Who repairs a log or drains a spool. */
const SYSTEM: AuditActor = { type: "system", id: "audit", role: null };

/** Waits without keeping the process alive: an anchor that is due in an hour is no reason to stay. */
const quietClock: Clock = {
  ...systemClock,
  sleep: (ms, signal) => sleep(ms, undefined, { signal, ref: false }),
};

/** Begins an audit log, or goes on with it. Events that wait for each other are written together. */
export function createAuditLog(options: AuditLogOptions): AuditLog {
  const { sink, service = "brain", clock = quietClock, redact = createRedactor() } = options;
  const anchorer =
    options.anchors === undefined ? noAnchors : createAnchorer(options.anchors, clock);
  const waiting: {
    readonly event: Unchained;
    readonly done: PromiseWithResolvers<AuditEvent>;
  }[] = [];
  let writing: Promise<void> | undefined;

  const clean = (entry: AuditEntry): Unchained => redactEntry(entry, service, clock.now(), redact);
  const repair = ({ bytes, sha256, base64 }: TornTail): Unchained => {
    const said = { actor: SYSTEM, action: "audit_repair", resource: "audit:log" } as const;
    const event = clean({ ...said, outcome: "success", reason: "a line was torn by a kill" });
    // As it is: to redact it would be to change the evidence.
    return { ...event, detail: { bytes, sha256, base64 } };
  };
  const writeSome = async (): Promise<void> => {
    let events: AuditEvent[] = [];
    let tried = waiting.slice();
    try {
      await sink.append(async (head, torn) => {
        // Sinks may ask again: everything begins anew then.
        const room = await anchorer.beforeAppend(head);
        const fits = Math.max(1, torn === undefined ? room : room - 1);
        tried = waiting.slice(0, fits);
        const wanted = tried.map(({ event }) => event);
        const chained = chainAll(head, torn === undefined ? wanted : [repair(torn), ...wanted]);
        events = chained.map(({ event }) => event);
        return chained.map(({ line }) => line);
      });
    } catch (error) {
      waiting.splice(0, tried.length);
      for (const { done } of tried) done.reject(error);
      return;
    }
    waiting.splice(0, tried.length);
    const last = events.at(-1);
    if (last !== undefined) await anchorer.afterAppend(last);
    const ours = events.slice(events.length - tried.length);
    for (const [index, { done }] of tried.entries()) {
      const event = ours[index];
      if (event !== undefined) done.resolve(event);
    }
  };
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) await writeSome();
    writing = undefined;
  };
  const close = async (): Promise<void> => {
    await writing;
    await anchorer.close();
  };

  return {
    async record(entry) {
      const done = Promise.withResolvers<AuditEvent>();
      waiting.push({ event: clean(entry), done });
      writing ??= writeAll();
      return done.promise;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function chainAll(
  head: AuditHead,
  events: readonly Unchained[],
): { readonly event: AuditEvent; readonly line: string }[] {
  let last = head;
  return events.map((event) => {
    const chained = chain(last, event);
    last = chained.event;
    return chained;
  });
}

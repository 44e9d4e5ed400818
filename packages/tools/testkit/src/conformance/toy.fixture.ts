import {
  defineConnector,
  PaginationError,
  secret,
  type Page,
  type Runtime,
  type Source,
  type Stream,
} from "@brain/core";
import { z } from "zod";
import { toyClient, type Answer } from "./toy-client.fixture.ts";
import type { Fault } from "./toy-fault.fixture.ts";
import { CANARY, NOTES, tokenOf, type Note } from "./toy-server.fixture.ts";

/** Where a reading of notes is: from which instant on, and behind which token. */
interface State {
  readonly since: string;
  readonly after?: string | undefined;
}

/** A connector without a fault, or with one. */
export function toy(runtime: Partial<Runtime>, fault?: Fault): Source {
  const connector = defineConnector({
    name: "toy",
    version: "1.0.0",
    config: z.strictObject({ token: secret() }),
    connect: ({ token }, scope) => toyClient(token, scope, fault),
    async check(client) {
      if (fault !== "check-asks-nothing") await client({});
    },
    streams: {
      notes: {
        schema: z.object({ id: z.string(), text: z.string(), at: z.iso.datetime() }),
        primaryKey: ["id"],
        cursor: { field: "at", order: "ascending" },
        async *read({
          client,
          state,
          window,
          resuming,
          fetch,
          clock,
        }): AsyncGenerator<Page<Note, State>> {
          const begin = since(state, window.from, fault);
          const isSecond = state !== undefined && !resuming;
          const used = new Set<string>();
          let after = resuming ? state?.after : undefined;
          let top = begin;
          let isEnded = false;
          try {
            for (;;) {
              const query = fault === "ignores-window" ? {} : { since: begin, to: window.to };
              const page = await client(after === undefined ? query : { ...query, after }).catch(
                (error: unknown): Answer => {
                  if (fault === "ends-at-error-in-second-run" && isSecond) return { results: [] };
                  throw error;
                },
              );
              const { next } = page;
              top = page.results.at(-1)?.at ?? top;
              if (fault === "saves-the-wall-clock")
                top = new Date(clock.now() + 60_000).toISOString();
              const repeated = next !== undefined && used.has(next);
              if (repeated && fault !== "asks-forever") {
                if (fault === "takes-a-repeat-for-the-end") return;
                throw new PaginationError({
                  code: "pagination_loop",
                  message: "The toy goes round.",
                });
              }
              const ends = next === undefined;
              const checkpoint = ends ? { since: top } : { since: begin, after: far(next, fault) };
              yield { records: tamper(page, fault), checkpoint };
              if (ends) break;
              used.add(next);
              after = next;
            }
            isEnded = true;
          } finally {
            if (fault === "asks-when-abandoned" && !isEnded) void fetch("https://toy.test/bye");
          }
        },
      },
    },
  });
  if (fault === "asks-when-made") void runtime.fetch?.("https://toy.test/notes");
  const source = connector({ token: CANARY }, { runtime });
  if (fault === "unknown-key-field") return withKey(source, "nope");
  if (fault !== "check-without-hint") return source;
  return {
    ...source,
    check: async () => ({ ...(await source.check()), hint: undefined }),
  };
}

function since(state: State | undefined, from: string | undefined, fault?: Fault): string {
  if (state === undefined) return from ?? "";
  return fault === "cursor-exclusive" && state.since !== "" ? `${state.since}~` : state.since;
}

/** A token one record too far. */
function far(next: string, fault: Fault | undefined): string {
  if (fault !== "checkpoint-too-far") return next;
  const skipped = NOTES[Number(next.split("|")[1])];
  return skipped === undefined ? next : tokenOf(skipped);
}

/** `defineConnector` refuses such a key; a source made by hand can have it. */
function withKey(source: Source<{ notes: Stream }>, field: string): Source {
  const { notes } = source.streams;
  return {
    ...source,
    streams: { notes: { ...notes, info: { ...notes.info, primaryKey: [field] } } },
  };
}

function tamper({ results, next }: Answer, fault: Fault | undefined): readonly Note[] {
  if (fault === "swallows-pages") return [];
  if (fault === "repeats-a-key" && next === undefined)
    return NOTES.slice(-1).concat(NOTES.slice(-1));
  if (fault === "newest-first") return results.toReversed();
  // Wrong on purpose: what a connector yields is a claim.
  if (fault === "invalid-record")
    return results.map((record) => Object.assign({}, record, { text: 1 }));
  return results;
}

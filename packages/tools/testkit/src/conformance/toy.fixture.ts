import {
  AuthError,
  BrainError,
  DecodeError,
  defineConnector,
  HttpError,
  NetworkError,
  PermissionError,
  RateLimitedError,
  secret,
  type Page,
  type Runtime,
  type Secret,
  type Source,
  type Stream,
} from "@brain/core";
import { z } from "zod";

/** One thing that a connector may do wrong; each is caught by a check. */
export type Fault =
  | "asks-when-made"
  | "unknown-key-field"
  | "swallows-pages"
  | "repeats-a-key"
  | "invalid-record"
  | "checkpoint-too-far"
  | "ignores-abort"
  | "sends-after-abort"
  | "ignores-retry-after"
  | "ends-at-error"
  | "retries-401"
  | "ends-at-error-in-second-run"
  | "no-retries"
  | "plain-error"
  | "auth-for-403"
  | "empty-without-list"
  | "check-asks-nothing"
  | "check-without-hint"
  | "secret-in-message"
  | "secret-in-log"
  | "secret-in-base64"
  | "secret-in-url-event";

export const CANARY = "canary/token+1";
const RECORDS = Array.from({ length: 7 }, (_, index) => ({
  id: String(index + 1),
  text: `n${index}`,
}));
const PAGE = 2;

/** Answers `/notes?after=ID`, two at a time. */
export const toyServer = createToyServer().server;

/** A server whose data can grow. */
export function createToyServer() {
  const records = [...RECORDS];
  return {
    addRecords(count: number): void {
      for (let added = 0; added < count; added++) {
        records.push({ id: String(records.length + 1), text: "new" });
      }
    },
    async server(request: Request): Promise<Response> {
      if (request.headers.get("authorization") !== `Bearer ${CANARY}`) {
        return Response.json({ message: "No." }, { status: 401 });
      }
      const after = Number(new URL(request.url).searchParams.get("after") ?? 0);
      const results = records.filter(({ id }) => Number(id) > after).slice(0, PAGE);
      const last = results.at(-1)?.id;
      return Response.json({ results, ...(last === records.at(-1)?.id ? {} : { next: last }) });
    },
  };
}

interface Answer {
  readonly results: readonly { readonly id: string; readonly text: string }[];
  readonly next?: string | undefined;
}
const answerSchema = z.object({
  results: z.array(z.object({ id: z.string(), text: z.string() })),
  next: z.string().optional(),
});

/** A connector without a fault, or with one. */
export function toy(runtime: Partial<Runtime>, fault?: Fault): Source {
  const connector = defineConnector({
    name: "toy",
    version: "1.0.0",
    config: z.strictObject({ token: secret() }),
    connect: ({ token }, scope) => toyClient(token, scope, fault),
    async check(client) {
      if (fault !== "check-asks-nothing") await client("");
    },
    streams: {
      notes: {
        schema: z.object({ id: z.string(), text: z.string() }),
        primaryKey: ["id"],
        async *read({ client, state }): AsyncGenerator<Page<{ id: string; text: string }, string>> {
          for (let after = state ?? ""; ;) {
            const page = await client(after).catch((error: unknown): Answer => {
              if (fault === "ends-at-error-in-second-run" && state !== undefined) {
                return { results: [] };
              }
              throw error;
            });
            yield { records: tamper(page, fault), ...checkpointOf(page, fault) };
            if (page.next === undefined) return;
            after = page.next;
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

/** `defineConnector` refuses such a key; a source made by hand can have it. */
function withKey(source: Source<{ notes: Stream }>, field: string): Source {
  const { notes } = source.streams;
  return {
    ...source,
    streams: { notes: { ...notes, info: { ...notes.info, primaryKey: [field] } } },
  };
}

function tamper({ results, next }: Answer, fault: Fault | undefined): Answer["results"] {
  if (fault === "swallows-pages") return [];
  if (fault === "repeats-a-key" && next === undefined)
    return RECORDS.slice(-1).concat(RECORDS.slice(-1));
  // Wrong on purpose: what a connector yields is a claim.
  if (fault === "invalid-record")
    return results.map((record) => Object.assign({}, record, { text: 1 }));
  return results;
}

function checkpointOf({ next }: Answer, fault: Fault | undefined): { checkpoint?: string } {
  if (next === undefined) return {};
  return { checkpoint: fault === "checkpoint-too-far" ? String(Number(next) + 1) : next };
}

type ToyClient = (after: string) => Promise<Answer>;

function toyClient(token: Secret, runtime: Runtime, fault: Fault | undefined): ToyClient {
  const { clock, signal, log, emit } = runtime;
  const attempt = async (after: string): Promise<Answer> => {
    const request = new Request(`https://toy.test/notes?after=${after}`, {
      headers: { authorization: `Bearer ${token.reveal()}` },
      signal: fault === "ignores-abort" ? null : signal,
    });
    const response = await connect(runtime, request);
    if (fault === "secret-in-log")
      log.debug("asked", { authorization: `Bearer ${token.reveal()}` });
    if (fault === "secret-in-base64") log.debug(btoa(`user:${token.reveal()}`));
    if (fault === "secret-in-url-event") {
      emit({ type: "warning", code: "w", message: `?key=${encodeURIComponent(token.reveal())}` });
    }
    if (response.status !== 200) throw errorOf(response, token, fault);
    return decode(response, fault);
  };

  return async (after) => {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(after);
      } catch (error) {
        if (signal.aborted) {
          if (fault === "sends-after-abort")
            void runtime.fetch("https://toy.test/bye").catch(() => 0);
          throw error;
        }
        if (fault === "ends-at-error") return { results: [] };
        if (!BrainError.isInstance(error)) throw error;
        const { retryable, context, name } = error;
        const again = retryable || (fault === "retries-401" && name === "AuthError");
        if (!again || tries === 5 || fault === "no-retries") throw error;
        const asked = fault === "ignores-retry-after" ? 0 : Number(context["retryAfterMs"] ?? 0);
        if (asked > 120_000) throw error;
        await clock.sleep(Math.max(asked, 500), fault === "ignores-abort" ? undefined : signal);
      }
    }
  };
}

async function connect(runtime: Runtime, request: Request): Promise<Response> {
  try {
    return await runtime.fetch(request);
  } catch (cause) {
    throw new NetworkError({ code: "network", message: "The toy cannot be reached.", cause });
  }
}

function errorOf(response: Response, token: Secret, fault: Fault | undefined): Error {
  const { status } = response;
  const message = `The toy answered ${status}${fault === "secret-in-message" ? token.reveal() : ""}.`;
  if (fault === "plain-error") return new Error(message);
  if (status === 401 || (status === 403 && fault === "auth-for-403")) {
    return new AuthError({ code: "auth_failed", message });
  }
  if (status === 403) return new PermissionError({ code: "scope_missing", message });
  const retryAfter = response.headers.get("retry-after");
  const context = retryAfter === null ? {} : { retryAfterMs: Number(retryAfter) * 1_000 };
  if (status === 429) return new RateLimitedError({ code: "rate_limited", message, context });
  return new HttpError({ code: "http_status", message, retryable: status >= 500, context });
}

async function decode(response: Response, fault: Fault | undefined): Promise<Answer> {
  const body = await bodyOf(response);
  try {
    const json: unknown = JSON.parse(body);
    if (fault === "empty-without-list" && json !== null && typeof json === "object") {
      return { results: [], ...json };
    }
    return answerSchema.parse(json);
  } catch (cause) {
    throw new DecodeError({ code: "wrong_shape", message: "The toy's answer has no list.", cause });
  }
}

async function bodyOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    throw new NetworkError({ code: "network", message: "The toy's answer was cut.", cause });
  }
}

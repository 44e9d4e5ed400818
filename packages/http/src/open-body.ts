import type { Call } from "./call.ts";
import { beginExchange, endExchange, noteAllowances, type Exchange } from "./exchange.ts";
import { judge } from "./judge.ts";
import { bodyLimits, readChunk } from "./net/read-body.ts";
import { send, sourceOf, type Sent } from "./net/send.ts";
import { anyBody } from "./read-json.ts";
import type { Attempt } from "./retry/with-retries.ts";
import type { Scope } from "./scope.ts";
import { secretsOf } from "./secrets-of.ts";

/** A body that is read piece by piece, as long as its reader likes. */
export interface OpenBody {
  readonly status: number;
  readonly headers: Headers;
  readonly url: string;
  /** What the request carried, and nothing of which may be shown. */
  secrets(): readonly string[];
  /** The next bytes; undefined at the end. Fails like an attempt, so that the first ones can be retried. */
  read(): Promise<Uint8Array | undefined>;
  /** Stops: the connection is freed. Twice is harmless. */
  close(error?: unknown): Promise<void>;
}

/** One attempt at a streamed answer, up to its headers. */
export async function openBody(scope: Scope, call: Call, attempt: Attempt): Promise<OpenBody> {
  const exchange = await beginExchange(scope, call, attempt, true);
  try {
    const { response, request } = await send(scope, call, exchange.watch);
    exchange.request = request;
    exchange.response = response;
    const body = response.ok ? undefined : await anyBody(scope, exchange, response);
    noteAllowances(scope, exchange, response, body);
    judge(call, scope.options.classify, { response, request, body }, scope.runtime.clock);
    return bodyOf(scope, call, exchange, { response, request });
  } catch (error) {
    await endExchange(scope, call, exchange, error);
    throw error;
  }
}

function bodyOf(
  scope: Scope,
  call: Call,
  exchange: Exchange,
  { response, request }: Sent,
): OpenBody {
  const { watch, turn, lane, startedAt } = exchange;
  const reader = response.ok ? response.body?.getReader() : undefined;
  const limits = bodyLimits(response, Infinity);
  let closed = false;
  const cancel = (): void => void reader?.cancel().catch(() => undefined);
  watch.signal.addEventListener("abort", cancel, { once: true });

  const close = async (error?: unknown): Promise<void> => {
    if (closed) return;
    closed = true;
    cancel();
    await endExchange(scope, call, exchange, error);
  };
  const read = async (): Promise<Uint8Array | undefined> => {
    if (closed || reader === undefined) {
      await close();
      return undefined;
    }
    watch.waiting();
    const { done, value } = await readChunk(reader, watch);
    const first = exchange.bytesIn === 0;
    watch.received(value?.byteLength ?? 0);
    exchange.bytesIn += value?.byteLength ?? 0;
    limits.check(exchange.bytesIn, done);
    if (first) {
      // A reader may take hours, and may make other requests meanwhile: it keeps no place in the lane.
      turn.leave();
      lane.measured(scope.runtime.clock.monotonic() - startedAt);
    }
    if (!done) return value;
    await close();
    return undefined;
  };
  return {
    status: response.status,
    headers: response.headers,
    url: sourceOf({ response, request }),
    secrets: () => secretsOf(request, call.options.form),
    close,
    async read() {
      try {
        return await read();
      } catch (error) {
        await close(error);
        throw error;
      }
    },
  };
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Emulator } from "./emulator.ts";
import { isReset } from "./faults/broken.ts";

/** An emulator that listens. */
export interface Served {
  /** Base URL without a slash at its end, e.g. `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** So long a client has to read what was sent before its connection is reset, which throws away the rest. */
const BEFORE_RESET_MS = 10;

/**
 * Serves an emulator, or another server with faults in front of it (`{ fetch: withFaults(…) }`), on the loopback interface
 * by Node's HTTP server, one a port. Port 0, the default, takes a free one.
 */
export async function serve(
  emulator: Pick<Emulator, "fetch">,
  options: { port?: number } = {},
): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    answer(emulator, incoming, outgoing).catch((error: unknown) => breakOff(outgoing, error));
  });
  // Answers carry no Keep-Alive hint, so a pooled connection must outlive the pauses between a client's requests.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  // `address()` is a string for pipes only, and this server listens on TCP.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

async function answer(
  emulator: Pick<Emulator, "fetch">,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort());
  const request = await toRequest(incoming, gone.signal);
  const wire = { wait: (ms: number) => wait(ms), connection: incoming.socket };
  const response = await emulator.fetch(request, wire);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  const reader = response.body?.getReader();
  if (reader === undefined) {
    outgoing.end();
    return;
  }
  // Also a body that has fallen silent ends with its client.
  const stop = (): void => void reader.cancel().catch(() => undefined);
  gone.signal.addEventListener("abort", stop, { once: true });
  for (;;) {
    const { done, value } = await reader.read();
    if (done || outgoing.destroyed) break;
    if (!outgoing.write(value)) await drained(outgoing, gone.signal);
  }
  stop();
  outgoing.end();
}

/** Breaks the connection as the error says: by a reset, or by closing it. */
async function breakOff(outgoing: ServerResponse, error: unknown): Promise<void> {
  const { socket } = outgoing;
  if (outgoing.headersSent) {
    outgoing.flushHeaders();
    await wait(BEFORE_RESET_MS);
  }
  if (isReset(error)) socket?.resetAndDestroy();
  else outgoing.destroy();
}

function drained(outgoing: ServerResponse, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once("drain", resolve);
    gone.addEventListener("abort", () => resolve(), { once: true });
  });
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const { method = "GET", headers, url = "/" } = incoming;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(`http://${headers.host ?? "127.0.0.1"}${url}`, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
    signal,
    ...(hasBody && { body: Buffer.concat(chunks) }),
  });
}

import type { LookupAddress } from "node:dns";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createTcpServer, type Server } from "node:net";
import { onTestFinished } from "vitest";
import { certificate, privateKey } from "./certificates.fixture.ts";
import type { Lookup } from "./checked-lookup.ts";
import { createNodeFetch, type NodeFetch, type NodeFetchOptions } from "./node-fetch.ts";
import { isPrivateAddress } from "./private-address.ts";

/** A server of the loopback that lives as long as the test. */
export interface TestServer {
  readonly port: number;
  /** Addresses to which clients connected. */
  readonly connections: readonly (string | undefined)[];
  readonly requests: () => number;
  /** Lets the port go. */
  readonly stop: () => Promise<void>;
}

type Scheme = "http" | "https" | "silent";

/** Answers requests in the order given, the last one over and over; `silent` accepts connections and says nothing. */
export async function serve(
  scheme: Scheme,
  ...listeners: readonly RequestListener[]
): Promise<TestServer> {
  let count = 0;
  const listener: RequestListener = (request, response) =>
    listeners[Math.min(count++, listeners.length - 1)]?.(request, response);
  const server = serverOf(scheme, listener);
  const connections: (string | undefined)[] = [];
  const sockets = new Set<{ destroy(): void }>();
  server.on("connection", (socket) => {
    connections.push(socket.localAddress);
    sockets.add(socket);
  });
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("no port");
  const stop = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return { port: address.port, connections, requests: () => count, stop };
}

function serverOf(scheme: Scheme, listener: RequestListener): Server {
  if (scheme === "silent") return createTcpServer();
  if (scheme === "http") return createServer(listener);
  return createTlsServer({ cert: certificate, key: privateKey }, listener);
}

/** A name service in which every name has these addresses; each call takes the next list, the last one over and over. */
export function names(...answers: readonly (readonly string[])[]) {
  const asked: string[] = [];
  const lookup: Lookup = (hostname, _options, callback) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    callback(null, answer.map(toAddress));
  };
  return { asked, lookup };
}

function toAddress(address: string): LookupAddress {
  return { address, family: address.includes(":") ? 6 : 4 };
}

/** A name service that fails with a code. */
export const failing =
  (code: string): Lookup =>
  (_hostname, _options, callback) =>
    callback(Object.assign(new Error(code), { code }), []);

/** A name service that never answers. */
export const silent: Lookup = () => undefined;

/** Takes 127.0.0.1 for an address of the public internet, and every other one for what it is. */
const loopbackIsPublic = (address: string): boolean =>
  address !== "127.0.0.1" && isPrivateAddress(address);

/** A transport that ends with the test. */
export function transport(
  options: NodeFetchOptions,
  lookup: Lookup,
  isPrivate = loopbackIsPublic,
): NodeFetch {
  const made = createNodeFetch(options, { lookup, isPrivate });
  onTestFinished(() => made.close());
  return made;
}

/** What a promise is rejected with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => new Error("it resolved"),
    (error: unknown) => error,
  );
}

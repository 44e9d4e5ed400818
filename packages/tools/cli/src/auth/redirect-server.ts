import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AuthError, CancelledError, ConfigError } from "@brain/core";

/** Where the vendor's consent page sends the browser back to. */
export const REDIRECT_PATH = "/callback";

/** A server on this machine that waits for one answer. */
export interface RedirectServer extends AsyncDisposable {
  readonly port: number;
  /**
   * What the vendor sent back.
   *
   * @throws AuthError `auth_failed` when nothing came in time, CancelledError when `signal` is aborted.
   */
  answer(signal: AbortSignal, waitMs: number): Promise<URLSearchParams>;
}

/**
 * Listens on the loopback interface alone (RFC 8252 §7.3); port 0 takes a free one.
 *
 * @throws ConfigError `config_invalid` when the port is taken.
 */
export async function listenForRedirect(port: number): Promise<RedirectServer> {
  const answered = Promise.withResolvers<URLSearchParams>();
  const server = createServer(({ method, url = "/" }, response) => {
    const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
    const isAnswer = searchParams.has("code") || searchParams.has("error");
    if (method !== "GET" || pathname !== REDIRECT_PATH || !isAnswer) {
      page(response, 404, "Nothing is here.");
      return;
    }
    response.once("close", () => answered.resolve(searchParams));
    page(response, 200, "You can close this window. The terminal tells how it ended.");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(taken(port, cause)));
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    // `address()` is a string for pipes only, and this server listens on TCP.
    port: (server.address() as AddressInfo).port,
    async answer(signal, waitMs) {
      const timer = AbortSignal.timeout(waitMs);
      const end = AbortSignal.any([signal, timer]);
      const ended = Promise.withResolvers<never>();
      const stop = (): void => ended.reject(timer.aborted ? tooLate(waitMs) : cancelled());
      end.addEventListener("abort", stop, { once: true });
      if (end.aborted) stop();
      try {
        return await Promise.race([answered.promise, ended.promise]);
      } finally {
        end.removeEventListener("abort", stop);
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    connection: "close",
  });
  response.end(`<!doctype html><title>brain</title><p>${text}</p>`);
}

function taken(port: number, cause: Error): ConfigError {
  return new ConfigError({
    code: "config_invalid",
    message: `Port ${port} of this machine cannot be listened on.`,
    hint: "Another program may have it: name another with --port, and register its address where the vendor wants it registered.",
    cause,
  });
}

function tooLate(waitMs: number): AuthError {
  return new AuthError({
    code: "auth_failed",
    message: `Nobody answered the consent page within ${Math.round(waitMs / 1_000)} s.`,
    hint: "Run the command again. Where the browser is on another machine, use --no-browser.",
  });
}

export function cancelled(): CancelledError {
  return new CancelledError({ code: "cancelled", message: "The sign-in was interrupted." });
}

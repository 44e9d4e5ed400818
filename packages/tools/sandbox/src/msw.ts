import type { Emulator } from "./emulator.ts";

/** The part of msw's `http` that a mount needs, so that this package does not depend on msw. */
export interface HttpMount<Handler> {
  all(path: string, resolver: (info: { request: Request }) => Promise<Response>): Handler;
}

/**
 * msw handlers that answer for the vendors' real hosts from emulators.
 *
 * @example
 * import { http } from "msw";
 * import { setupServer } from "msw/node";
 * const server = setupServer(...mswHandlers(http, hubspotEmulator(), ga4Emulator()));
 */
export function mswHandlers<Handler>(
  http: HttpMount<Handler>,
  ...emulators: readonly Emulator[]
): Handler[] {
  return emulators.flatMap((emulator) =>
    emulator.hosts.map((host) =>
      http.all(`https://${host}/*`, ({ request }) => emulator.fetch(request)),
    ),
  );
}

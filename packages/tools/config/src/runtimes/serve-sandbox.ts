import { sandboxApis, serve } from "@brain/sandbox";
import type { Sandbox } from "./project/read-two-pages.ts";

/** A sandbox that listens on this machine until it is disposed. */
export interface ServedSandbox extends AsyncDisposable {
  /** What a program needs in order to read it. */
  readonly sandbox: Sandbox;
}

/** Some days in which there is something: without them, these sources would begin far away. */
const WINDOW = { from: "2026-10-01", to: "2026-10-03" };
const windowed = ["amplitude", "ga4", "mixpanel"];

/** Serves every emulated API on a port of its own. */
export async function serveSandbox(): Promise<ServedSandbox> {
  const all = await Promise.all(
    Object.entries(sandboxApis).map(async ([name, api]) => {
      const served = await serve(api.emulator());
      const config = { ...api.credentials, ...api.config(served.url) };
      const window = windowed.includes(name) ? { window: WINDOW } : {};
      return { name, served, source: { stream: api.stream, config, ...window } };
    }),
  );
  return {
    sandbox: Object.fromEntries(all.map(({ name, source }) => [name, source])),
    async [Symbol.asyncDispose]() {
      await Promise.all(all.map(({ served }) => served.close()));
    },
  };
}

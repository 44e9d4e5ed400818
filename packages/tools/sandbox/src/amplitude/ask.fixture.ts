import { sandboxCredentials } from "../credentials.ts";
import { amplitudeEmulator, type AmplitudeEmulatorOptions } from "./amplitude-emulator.ts";

const { apiKey, secretKey } = sandboxCredentials.amplitude;
const NOW = Date.parse("2026-11-24T09:30:00Z");

/** An answer with its bytes, and its JSON where it is some. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An emulator whose clock a test holds, and a way to ask it. */
export function asking(options: AmplitudeEmulatorOptions = {}) {
  const clock = { at: NOW };
  const emulator = amplitudeEmulator({ now: () => clock.at, ...options });
  const ask = async (
    path: string,
    query: Readonly<Record<string, string>> = {},
    authorization: string | undefined = `Basic ${btoa(`${apiKey}:${secretKey}`)}`,
  ): Promise<Asked> => {
    const url = new URL(path, "https://amplitude.com");
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const answer = await emulator.fetch(
      // An empty one leaves the header out.
      new Request(url, { headers: authorization === "" ? {} : { authorization } }),
    );
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    const body: unknown = text.startsWith("{") ? JSON.parse(text) : {};
    return { status: answer.status, headers: answer.headers, bytes, body: Object(body) };
  };
  return { emulator, clock, ask };
}

export const hours = (start: string, end: string) => ({ start, end });

import { sandboxCredentials } from "../credentials.ts";
import { teachableEmulator, type TeachableEmulatorOptions } from "./teachable-emulator.ts";

/** An emulator whose clock a test holds, and a way to ask it. */
export function asking(options: Omit<TeachableEmulatorOptions, "now"> = {}) {
  const clock = { at: Date.parse("2026-11-24T09:00:00Z") };
  const emulator = teachableEmulator({ ...options, now: () => clock.at });
  const answer = (path: string, apiKey: string = sandboxCredentials.teachable.apiKey) => {
    const url = `https://developers.teachable.com/v1${path}`;
    return emulator.fetch(new Request(url, { headers: apiKey === "" ? {} : { apiKey } }));
  };
  const ask = async (path: string, apiKey?: string) => {
    const response = await answer(path, apiKey);
    const parsed: unknown = await response.json();
    const body: Readonly<Record<string, unknown>> = Object(parsed);
    return { status: response.status, headers: response.headers, body };
  };
  /** A list of the answer. */
  const list = async (path: string, name: string): Promise<Readonly<Record<string, unknown>>[]> => {
    const found = (await ask(path)).body[name];
    return Array.isArray(found) ? found.map(Object) : [];
  };
  return { clock, emulator, ask, list };
}

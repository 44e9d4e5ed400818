import { sandboxCredentials } from "../credentials.ts";
import { mixpanelEmulator, type MixpanelEmulatorOptions } from "./mixpanel-emulator.ts";

const { projectId, username, secret } = sandboxCredentials.mixpanel;
export const NOW = Date.parse("2026-11-24T09:00:00Z");

/** An answer with its text, and its JSON where it is some. */
export interface Asked {
  readonly status: number;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An emulator whose clock a test holds, and a way to ask it. */
export function asking(options: MixpanelEmulatorOptions = {}) {
  const clock = { at: NOW };
  const emulator = mixpanelEmulator({ now: () => clock.at, ...options });
  const ask = async (
    path: string,
    query: Readonly<Record<string, string>> = {},
    form?: Readonly<Record<string, string>>,
    credentials = `${username}:${secret}`,
  ): Promise<Asked> => {
    const url = new URL(path, "https://mixpanel.com");
    const all: Readonly<Record<string, string>> = { project_id: projectId, ...query };
    for (const [name, value] of Object.entries(all)) {
      // An empty one leaves a parameter out.
      if (value !== "") url.searchParams.set(name, value);
    }
    const answer = await emulator.fetch(
      new Request(url, {
        headers: { authorization: `Basic ${btoa(credentials)}` },
        ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
      }),
    );
    const text = await answer.text();
    const body: unknown = text.startsWith("{") && !path.endsWith("export") ? JSON.parse(text) : {};
    return { status: answer.status, text, body: Object(body) };
  };
  const events = async (query: Readonly<Record<string, string>>): Promise<Event[]> => {
    const { text } = await ask("/api/2.0/export", query);
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line): Event => JSON.parse(line));
  };
  return { emulator, clock, ask, events };
}

/** A line of the export. */
export interface Event {
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export const day = (date: string) => ({ from_date: date, to_date: date });

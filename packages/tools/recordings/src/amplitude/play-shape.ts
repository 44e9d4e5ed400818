import { amplitudeEmulator, sandboxCredentials } from "@brain/sandbox";
import type { Recordings } from "../recordings.ts";
import { shapeDifferences } from "../same-shape.ts";
import { readFixture } from "../fixture.ts";

const { apiKey, secretKey } = sandboxCredentials.amplitude;

/** The emulator's answer to the recorded request has the recorded one's keys and types, before anything else is played. */
export function withShape(play: (recordings: Recordings, path: string) => Promise<string>) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const { exchanges } = await readFixture(recordings, path);
    const emulator = amplitudeEmulator();
    for (const { request, response } of exchanges) {
      const url = new URL(request.path, "https://amplitude.com");
      url.search = new URLSearchParams(request.query).toString();
      const headers = { authorization: `Basic ${btoa(`${apiKey}:${secretKey}`)}` };
      const answer: unknown = await (await emulator.fetch(new Request(url, { headers }))).json();
      const differences = shapeDifferences(response.body, answer);
      if (differences.length > 0) throw new Error(`the emulator: ${differences.join("; ")}`);
    }
    return `${await play(recordings, path)}; the emulator's answer alike`;
  };
}

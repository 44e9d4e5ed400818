import { lmsEmulator, sandboxCredentials } from "@brain/sandbox";
import { z } from "zod";
import { readFixture } from "../fixture.ts";
import type { Recordings } from "../recordings.ts";
import { shapeDifferences } from "../same-shape.ts";

const { apiKey, clientId, clientSecret, username, password } = sandboxCredentials.lms;
const HOST = "https://campus.example";

/** Asks the emulator for what a recording is an answer of. */
export interface Asking {
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  /** Names that the recording has and the vendor has not. */
  readonly misspelt?: readonly string[];
}

/** The emulator's answer has every key of the recorded one with its type, before anything else is played. */
export function withShape(
  asking: Asking,
  play: (recordings: Recordings, path: string) => Promise<string>,
) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const { exchanges } = await readFixture(recordings, path);
    const given = await answerOf(asking);
    const isWrong = (difference: string): boolean =>
      // Recordings are cut short: what the emulator has beside them, the vendor has, too.
      !difference.endsWith(" beside") &&
      asking.misspelt?.some((name) => difference.endsWith(` lacks ${name}`)) !== true;
    const differences = shapeDifferences(exchanges[0]?.response.body, given).filter(isWrong);
    if (differences.length > 0) throw new Error(`the emulator: ${differences.join("; ")}`);
    return `${await play(recordings, path)}; the emulator's answer alike`;
  };
}

async function answerOf({ path, form }: Asking): Promise<unknown> {
  const emulator = lmsEmulator();
  const post = (url: string, body: Readonly<Record<string, string>>): Promise<Response> =>
    emulator.fetch(new Request(HOST + url, { method: "POST", body: new URLSearchParams(body) }));
  if (form !== undefined) return (await post(path, form)).json();
  const grant = {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  };
  const token = await post("/edx/oauth2/access_token", { ...grant, token_type: "jwt" });
  const { access_token } = z.object({ access_token: z.string() }).parse(await token.json());
  const authorization = path.startsWith("/xapi")
    ? `Basic ${btoa(`${username}:${password}`)}`
    : path.startsWith("/edx")
      ? `JWT ${access_token}`
      : `Bearer ${apiKey}`;
  const headers = { authorization, "x-experience-api-version": "1.0.3" };
  return (await emulator.fetch(new Request(HOST + path, { headers }))).json();
}

import { errorOf } from "../load.ts";
import { createClock, letPass } from "../let-pass.ts";
import type { Recordings } from "../recordings.ts";
import { playGa4 } from "./play-ga4.ts";
import { answerFileSchema, errorsFileSchema } from "./report-file.ts";

const WINDOW = { from: "2026-11-20", to: "2026-11-21" };

/** The class of ours for each status. */
const KINDS: Readonly<Record<number, string>> = {
  400: "ConfigError",
  401: "AuthError",
  403: "PermissionError",
  429: "RateLimitedError",
  500: "HttpError",
  503: "HttpError",
};

/** Gives each recorded error as the answer to everything: the reading ends with ours, after retries only where they help. */
export async function playErrorsFile(recordings: Recordings, path: string): Promise<string> {
  const { errors } = errorsFileSchema.parse(await recordings.json(path));
  for (const { status, body, retryable } of errors) {
    const { error, requests } = await readAgainst(status, body);
    const named = `${status} (${JSON.stringify(body).slice(0, 90)}…)`;
    if (error.name !== KINDS[status]) {
      throw new Error(`${named} became ${error.name} ${error.code}, not ${KINDS[status]}`);
    }
    if (retryable === false && requests > 1)
      throw new Error(`${named} was asked for ${requests} times`);
    if (status === 429 && error.resumeAt === undefined) throw new Error(`${named} has no resumeAt`);
  }
  return `${errors.length} errors`;
}

/** What GA4 says of fields that do not go together names the field. */
export async function playIncompatibleFile(recordings: Recordings, path: string): Promise<string> {
  const { response } = answerFileSchema.parse(await recordings.json(path));
  const { error } = await readAgainst(response.status, response.body);
  if (error.name === "ConfigError" && error.hint.includes("transactions")) return error.message;
  throw new Error(`it became ${error.name}: ${error.message} ${error.hint}`);
}

async function readAgainst(status: number, body: unknown) {
  const clock = createClock();
  const { source, vendor } = playGa4({
    clock,
    dimensions: ["date"],
    metrics: ["sessions"],
    data: () => Response.json(body, { status }),
  });
  const { played } = source.streams;
  if (played === undefined) throw new Error("the source has no stream of the report");
  const error = await letPass(clock, errorOf(played, WINDOW));
  const requests = vendor.requests.filter(({ url }) => url.pathname.includes("runReport")).length;
  return { error, requests };
}

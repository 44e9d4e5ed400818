import { HttpError, NetworkError, type Runtime } from "@brain/core";
import { z } from "zod";
import type { AmplitudeClient } from "./client.ts";
import { DAY_MS, DOWNLOAD_DAYS, FIRST_POLL_MS, LONGEST_POLL_MS } from "./limits.ts";

/** A request as a checkpoint keeps it. */
export const savedJob = z.object({ id: z.string(), at: z.iso.datetime() });
export type SavedJob = z.infer<typeof savedJob>;

/** The saved request as long as its file can be downloaded, else a new one. */
export async function jobOf(
  client: AmplitudeClient,
  clock: Runtime["clock"],
  cohort: string,
  saved: SavedJob | undefined,
): Promise<SavedJob> {
  const now = clock.now();
  if (saved !== undefined && now - Date.parse(saved.at) < DOWNLOAD_DAYS * DAY_MS) return saved;
  const { request_id: id } = await client.requestCohort(cohort);
  return { id, at: new Date(now).toISOString() };
}

/**
 * Waits until the file is there: `ready`. Else what Amplitude says of a request that will never be.
 *
 * @throws NetworkError `timeout` with the time to go on, after `timeoutMs`.
 */
export async function settled(
  client: AmplitudeClient,
  { clock, signal }: Pick<Runtime, "clock" | "signal">,
  job: SavedJob,
  timeoutMs: number,
): Promise<string> {
  const deadline = clock.now() + timeoutMs;
  for (let waitMs = FIRST_POLL_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_POLL_MS)) {
    const said = (await client.cohortStatus(job.id))?.async_status ?? "it is unknown";
    if (/COMPLETED/i.test(said)) return "ready";
    if (!/PROGRESS|PENDING|QUEUED|RUNNING/i.test(said)) return said;
    const at = clock.now() + waitMs;
    if (at > deadline) throw notYet(at);
    await clock.sleep(waitMs, signal);
  }
}

function notYet(at: number): NetworkError {
  return new NetworkError({
    code: "timeout",
    message: "Amplitude has not made the cohort's file in time.",
    hint: "The next run asks for the same file again; `cohortTimeoutMs` is how long one waits.",
    resumeAt: new Date(at).toISOString(),
    context: { connector: "amplitude" },
  });
}

export function neverReady(cohort: string, said: string): HttpError {
  return new HttpError({
    code: "http_status",
    message: `Amplitude could not make the file of cohort ${cohort}: ${said}.`,
    hint: "Ask for fewer `memberProperties`; a cohort may have 2 million users at most.",
    retryable: true,
    context: { connector: "amplitude" },
  });
}

import {
  DecodeError,
  defineStream,
  type Page,
  type ReadContext,
  type StreamDefinition,
  type Partition,
} from "@brain/core";
import { brokenBody } from "@brain/http";
import { z } from "zod";
import type { AmplitudeClient } from "../client.ts";
import type { CohortFile } from "../cohort-file.ts";
import { jobOf, neverReady, savedJob, settled } from "../cohort-download.ts";
import type { ResolvedAmplitudeConfig } from "../config.ts";

/** One user of a cohort, with the properties that were asked for beside it. */
export const cohortMemberSchema = z.looseObject({
  cohort_id: z.string(),
  amplitude_id: z.string(),
  /** As the sender names the user; null for one that was never named. */
  user_id: z.string().nullish(),
});

/** A record of the stream `cohort_members`. */
export type CohortMember = z.infer<typeof cohortMemberSchema>;

const stateSchema = z.object({ job: savedJob });
type State = z.infer<typeof stateSchema>;
type Context = ReadContext<AmplitudeClient, State, Partition, CohortMember>;

const PAGE_ROWS = 1_000;

/**
 * Who is in which cohort. Each cohort is a partition: Amplitude makes a file of it, which is read whole, so that those who
 * left go. A cohort that was not computed again since is not asked for again: a project has 500 downloads a month.
 *
 * @see https://amplitude.com/docs/apis/analytics/behavioral-cohorts (read 2026-11-24)
 */
export function cohortMembers(
  config: ResolvedAmplitudeConfig,
): StreamDefinition<AmplitudeClient, CohortMember, State, Partition> {
  const { cohortIds, cohortTimeoutMs } = config;
  return defineStream<AmplitudeClient>()({
    schema: cohortMemberSchema,
    primaryKey: ["cohort_id", "amplitude_id"],
    mode: "mirror",
    pii: { user_id: "id" },
    stateSchema,
    async *partitions({ client }) {
      for (const cohort of await client.list("api/3/cohorts", "cohorts")) {
        const { id, archived, lastComputed, lastMod } = listedCohort(cohort);
        if (cohortIds === undefined ? archived === true : !cohortIds.includes(id)) continue;
        const version = lastComputed ?? lastMod;
        yield { key: id, ...(typeof version === "number" ? { version: String(version) } : {}) };
      }
    },
    read,
  });

  async function* read(context: Context): AsyncGenerator<Page<CohortMember, State>> {
    const { client, clock, partition, state, resuming } = context;
    const cohort = partition.key;
    let job = await jobOf(client, clock, cohort, resuming ? state?.job : undefined);
    // Durable before anything is waited for: each request is one of the month's.
    yield { records: [], checkpoint: { job } };
    let said = await settled(client, context, job, cohortTimeoutMs);
    if (said !== "ready") {
      job = await jobOf(client, clock, cohort, undefined);
      yield { records: [], checkpoint: { job } };
      said = await settled(client, context, job, cohortTimeoutMs);
    }
    if (said !== "ready") throw neverReady(cohort, said);
    const file = await client.cohortFile(job.id);
    try {
      yield* membersOf(file, cohort);
    } catch (error) {
      // Another download may be whole, so the cohort is read again.
      throw brokenBody(error, client.host, context);
    }
  }
}

async function* membersOf(
  { columns, rows }: CohortFile,
  cohort: string,
): AsyncGenerator<Page<CohortMember, State>> {
  let records: Record<string, unknown>[] = [];
  // A claim about what Amplitude sent: whoever reads validates each record against the schema first of all.
  const page = (): Page<CohortMember, State> => ({ records: records as CohortMember[] });
  for await (const found of rows) {
    for (const row of found) records.push(toMember(columns, row, cohort));
    if (records.length < PAGE_ROWS) continue;
    yield page();
    records = [];
  }
  yield page();
}

function toMember(
  columns: readonly string[],
  row: readonly string[],
  cohort: string,
): Record<string, unknown> {
  const member: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) member[column] = row[index];
  // CSV has no other way to say that there is none.
  if (member["user_id"] === "") member["user_id"] = null;
  return { ...member, cohort_id: cohort };
}

function listedCohort(cohort: object): { readonly id: string; readonly [name: string]: unknown } {
  const id: unknown = Reflect.get(cohort, "id");
  if (typeof id === "string") return { ...cohort, id };
  throw new DecodeError({
    code: "wrong_shape",
    message: "Amplitude listed a cohort without an id.",
  });
}

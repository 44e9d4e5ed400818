import { z } from "zod";
import { compareRows } from "../compare-rows.ts";
import type { Recordings } from "../recordings.ts";
import { checkShape, emulatedElements } from "./emulated.ts";
import { listed, loadPlayed } from "./play-linkedin-ads.ts";

const recordSchema = z.looseObject({
  created: z.string(),
  lastModified: z.string(),
});
type Recorded = z.infer<typeof recordSchema>;

const STAMPED = { created: "TIMESTAMP", lastModified: "TIMESTAMP" };
const ACCOUNT = "508720451";

/** The end of the path of a stream's list. */
const paths: Readonly<Record<string, string>> = {
  accounts: "adAccounts",
  account_users: "adAccountUsers",
  campaigns: "adCampaigns",
  campaign_groups: "adCampaignGroups",
};

/** Records as another connector emitted them, given as LinkedIn sends them: their instants in the audit stamps. */
export function playRecords(stream: string, due: Readonly<Record<string, string>>) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const records = (await recordings.lines(path)).map((line) => recordSchema.parse(line));
    const [first] = records;
    if (first === undefined) throw new Error("the file has no record");
    const emulated = await emulatedElements(stream, paths[stream] ?? "");
    return `${await playList(stream, records, due)}; ${checkShape(toRaw(first), emulated)}`;
  };
}

/** Gives records as LinkedIn's list, reads them into a table and compares it. */
export async function playList(
  stream: string,
  records: readonly Recorded[],
  due: Readonly<Record<string, string>>,
): Promise<string> {
  const { stream: read, loaded } = await loadPlayed(
    stream,
    ({ url }) =>
      url.pathname.endsWith(`/${paths[stream]}`) ? listed(records.map(toRaw)) : undefined,
    { account: ACCOUNT },
  );
  const expected = records.map((record) => ({
    ...record,
    ...scheduleOf(record),
    ...targetingOf(record),
  }));
  const { primaryKey } = read.info;
  return compareRows(
    loaded,
    expected.map((record) => withText(record, primaryKey)),
    primaryKey,
    { ...due, ...STAMPED },
  );
}

function toRaw({ created, lastModified, ...record }: Recorded): object {
  return {
    ...record,
    ...targetingOf(record),
    changeAuditStamps: {
      created: { time: Date.parse(created) },
      lastModified: { time: Date.parse(lastModified) },
    },
  };
}

const targetingSchema = z.object({
  include: z.object({ and: z.array(z.object({ type: z.string(), values: z.array(z.string()) })) }),
});

/** The other connector turns a facet that names itself into one of two fields. */
function targetingOf({ targetingCriteria }: Readonly<Record<string, unknown>>): object {
  const parsed = targetingSchema.safeParse(targetingCriteria);
  if (!parsed.success) return {};
  const and = parsed.data.include.and.map(({ type, values }) => ({ or: { [type]: values } }));
  return { targetingCriteria: { include: { and } } };
}

/** The other connector leaves these as numbers. */
function scheduleOf({ runSchedule }: Recorded): object {
  const parsed = z.looseObject({ start: z.number(), end: z.number() }).safeParse(runSchedule);
  if (!parsed.success) return {};
  const { start, end } = parsed.data;
  return {
    runSchedule: { end: new Date(end).toISOString(), start: new Date(start).toISOString() },
  };
}

/** Keys are text, so that rows are found by them. */
function withText(record: object, key: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]): [string, unknown] => [
      name,
      key.includes(name) ? String(value) : value,
    ]),
  );
}

/** A record of every difficulty that another connector's tests have: its targeting comes through as it is. */
export async function playTargeting(recordings: Recordings, path: string): Promise<string> {
  const stamps = z.looseObject({ time: z.number() });
  const [raw] = z
    .array(
      z.looseObject({
        targetingCriteria: z.looseObject({}),
        changeAuditStamps: z.looseObject({ created: stamps, lastModified: stamps }),
      }),
    )
    .parse(await recordings.json(path));
  if (raw === undefined) throw new Error("the file has no record");
  const { changeAuditStamps, targetingCriteria } = raw;
  const { loaded } = await loadPlayed(
    "campaigns",
    ({ url }) => (url.pathname.endsWith("/adCampaigns") ? listed([{ ...raw, id: 1 }]) : undefined),
    { account: ACCOUNT },
  );
  return compareRows(
    loaded,
    [
      {
        id: "1",
        targetingCriteria,
        created: new Date(changeAuditStamps.created.time).toISOString(),
        lastModified: new Date(changeAuditStamps.lastModified.time).toISOString(),
      },
    ],
    ["id"],
    STAMPED,
  );
}

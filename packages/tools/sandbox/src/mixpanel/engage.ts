import { hash } from "../random.ts";
import type { People } from "./people.ts";
import { Refusal } from "./refusal.ts";

const SESSION_MS = 900_000;
const KEPT_SESSIONS = 50;

/** Pages of profiles. A session keeps what its first page found, and ends after a quarter of an hour. */
export interface Engage {
  /** @throws Refusal for what Mixpanel would not take. */
  page(form: URLSearchParams): { readonly results: readonly object[] };
  expire(): void;
}

interface Session {
  readonly numbers: readonly number[];
  readonly at: number;
}

export function createEngage(
  people: People,
  pageSize: number,
  seed: number,
  now: () => number,
): Engage {
  const sessions = new Map<string, Session>();
  let opened = 0;

  const open = (form: URLSearchParams): [string, Session] => {
    const session = { numbers: people.numbers(cohortIn(form, people), sinceIn(form)), at: now() };
    opened += 1;
    const id = `${now()}-${hash(seed, opened).toString(16)}${hash(seed, opened, 1).toString(16)}`;
    sessions.set(id, session);
    const [oldest] = sessions.keys();
    if (sessions.size > KEPT_SESSIONS && oldest !== undefined) sessions.delete(oldest);
    return [id, session];
  };

  return {
    page(form) {
      const number = Number(form.get("page") ?? "0");
      const given = form.get("session_id");
      if (number > 0 && given === null)
        throw new Refusal(400, "session_id is required when page is greater than 0");
      const known = given === null ? undefined : sessions.get(given);
      if (given !== null && (known === undefined || now() - known.at > SESSION_MS)) {
        throw new Refusal(400, "session_id is not valid or has expired");
      }
      const [id, session] = known === undefined || given === null ? open(form) : [given, known];
      const results = session.numbers
        .slice(number * pageSize, (number + 1) * pageSize)
        .map((one) => withProperties(people.profile(one), form));
      return {
        results,
        page: number,
        session_id: id,
        page_size: pageSize,
        ...(number === 0 ? { total: session.numbers.length } : {}),
        status: "ok",
        computed_at: new Date(now()).toISOString().replace("Z", "000+00:00"),
      };
    },
    expire: () => sessions.clear(),
  };
}

function cohortIn(form: URLSearchParams, people: People): number | undefined {
  const filter = form.get("filter_by_cohort");
  if (filter === null) return undefined;
  const id = Number(/^\{"id":(\d+)\}$/.exec(filter)?.[1]);
  if (people.cohorts().some((cohort) => cohort.id === id)) return id;
  throw new Refusal(400, "filter_by_cohort names no cohort");
}

function sinceIn(form: URLSearchParams): string | undefined {
  const where = form.get("where");
  if (where === null) return undefined;
  const since = /^properties\["\$last_seen"\] >= "([^"]+)"$/.exec(where)?.[1];
  if (since !== undefined) return since;
  throw new Refusal(400, "the sandbox understands no other `where` than of $last_seen");
}

function withProperties(
  profile: ReturnType<People["profile"]>,
  form: URLSearchParams,
): ReturnType<People["profile"]> {
  const given = form.get("output_properties");
  if (given === null) return profile;
  const wanted: unknown = JSON.parse(given);
  if (!Array.isArray(wanted)) throw new Refusal(400, "output_properties must be a list");
  const kept = Object.entries(profile.$properties).filter(([name]) => wanted.includes(name));
  return { ...profile, $properties: Object.fromEntries(kept) };
}

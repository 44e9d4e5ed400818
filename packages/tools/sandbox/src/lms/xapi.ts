import { hash, pick, uuid } from "../random.ts";
import { numberIn, type Asked, type Desk, type Said } from "./desk.ts";

const ADL = "http://adlnet.gov/expapi/verbs/";
const CMI5 = "https://w3id.org/xapi/adl/verbs/";
const VOIDED = `${ADL}voided`;
const verbs = [
  `${ADL}launched`,
  `${ADL}initialized`,
  `${ADL}completed`,
  `${ADL}passed`,
  `${ADL}failed`,
  `${ADL}terminated`,
  `${CMI5}satisfied`,
] as const;
/** Between two statements. */
const STEP_MS = 60_000;
/** Statements in one answer. */
const MAX_PAGE = 1_000;
const DEFAULT_PAGE = 100;
/** Every so many statements one voids the one before it. */
const VOIDS = 40;

/** A record store for experiences, version 1.0.3. */
export function createXapi(
  { campus, credentials, address }: Desk,
  now: () => number,
  statements: number,
  seed: number,
) {
  const start = now() - (statements + 10) * STEP_MS;
  const added: number[] = [];
  const count = (): number => statements + added.length;
  const storedAt = (number: number): number =>
    added[number - statements] ?? start + number * STEP_MS;
  const isVoiding = (number: number): boolean => number % VOIDS === VOIDS - 1;
  const idOf = (number: number): string => uuid(seed * 1_000_003 + number);
  const numberOf = (id: string): number | undefined => {
    for (let number = 0; number < count(); number += 1) if (idOf(number) === id) return number;
    return undefined;
  };
  const verbOf = (number: number): string =>
    isVoiding(number) ? VOIDED : pick(verbs, hash(seed, number, 9));

  const statement = (number: number) => {
    const person = campus.person(pick(campus.userIds(), hash(seed, number, 7)));
    const course = pick(campus.courseIds(), hash(seed, number, 8));
    const verb = verbOf(number);
    const stored = new Date(storedAt(number)).toISOString();
    const isScored = verb.endsWith("passed") || verb.endsWith("failed");
    const raw = hash(seed, number, 10) % 101;
    return {
      id: idOf(number),
      actor: {
        objectType: "Agent",
        account: { homePage: "https://campus.example", name: person.username },
      },
      verb: { id: verb, display: { en: verb.slice(verb.lastIndexOf("/") + 1) } },
      object: isVoiding(number)
        ? { objectType: "StatementRef", id: idOf(number - 1) }
        : { objectType: "Activity", id: `https://campus.example/courses/${course}` },
      ...(isScored
        ? {
            result: {
              score: { scaled: raw / 100, raw, min: 0, max: 100 },
              success: verb.endsWith("passed"),
              duration: "PT1H30M",
            },
          }
        : {}),
      context: { registration: uuid(course * 7_919 + person.id) },
      timestamp: stored,
      stored,
      authority: { objectType: "Agent", mbox: "mailto:lrs@example.com" },
      version: "1.0.3",
    };
  };

  function page(asked: Asked): Said {
    const { query, headers } = asked;
    const asks = (name: string): string | undefined => query.get(name) ?? undefined;
    const one = asks("statementId") ?? asks("voidedStatementId");
    if (one !== undefined) {
      const number = numberOf(one);
      return number === undefined
        ? refused(404, "No statement has this id")
        : { endpoint: "/statements", status: 200, body: statement(number), records: 1 };
    }
    const since = Date.parse(asks("since") ?? "") || -Infinity;
    const until = Date.parse(asks("until") ?? "") || Infinity;
    const verb = asks("verb");
    const isDue = (number: number): boolean =>
      storedAt(number) > since &&
      storedAt(number) <= until &&
      // What was voided is asked for by its id alone.
      !(isVoiding(number + 1) && number + 1 < count()) &&
      (verb === undefined || verbOf(number) === verb);
    const size = Math.min(numberIn(query, "limit", 0) || DEFAULT_PAGE, MAX_PAGE);
    const step = asks("ascending") === "true" ? 1 : -1;
    const numbers: number[] = [];
    let at = numberIn(query, "from", step > 0 ? 0 : count() - 1);
    // One more than goes out tells whether there is more.
    for (; at >= 0 && at < count() && numbers.length <= size; at += step) {
      if (isDue(at)) numbers.push(at);
    }
    const found = numbers.slice(0, size).map(statement);
    const following = numbers[size];
    const next = { ...Object.fromEntries(query), from: String(following) };
    const more = following !== undefined ? relative(address(asked, next, "/statements/more")) : "";
    return {
      endpoint: "/statements",
      status: 200,
      body: { statements: found, more },
      records: found.length,
      headers: {
        "x-experience-api-version": headers.get("x-experience-api-version") ?? "1.0.3",
        "x-experience-api-consistent-through": new Date(now()).toISOString(),
      },
    };
  }

  const handle = (asked: Asked): Said => {
    const { username, password } = credentials;
    if (asked.headers.get("authorization") !== `Basic ${btoa(`${username}:${password}`)}`) {
      return refused(401, "Unauthorized");
    }
    if (!asked.headers.get("x-experience-api-version")?.startsWith("1.0")) {
      return refused(400, "X-Experience-API-Version is missing");
    }
    if (asked.path === "/about") {
      return { endpoint: "/about", status: 200, body: { version: ["1.0.3"] } };
    }
    if (!["/statements", "/statements/more"].includes(asked.path)) return refused(404, "Not found");
    return page(asked);
  };
  /** Statements that come in at one instant, epoch milliseconds. */
  const record = (more: number, at = now()): void => {
    for (let index = 0; index < more; index += 1) added.push(at);
  };
  return { handle, record };
}

function refused(status: number, message: string): Said {
  return { endpoint: "/statements", status, body: { error: message } };
}

/** Record stores give `more` without their host. */
function relative(address: string): string {
  const url = new URL(address);
  return url.hostname === "evil.example.net" ? address : url.pathname + url.search;
}

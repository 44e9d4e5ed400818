import type { Answer } from "../answer.ts";
import { sandboxCredentials } from "../credentials.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "../emulator.ts";
import { createCampus, defaultCampus, type LmsCampus } from "./campus.ts";
import { createCanvas } from "./canvas.ts";
import type { Asked, Desk, LmsCredentials, Said } from "./desk.ts";
import { createEdx } from "./edx.ts";
import { createMoodle } from "./moodle.ts";
import { createPlain } from "./plain.ts";
import { createXapi } from "./xapi.ts";

/** Options of the LMS emulator. */
export interface LmsEmulatorOptions extends EmulatorOptions {
  readonly campus?: Partial<LmsCampus>;
  /** Default those of `sandboxCredentials`. */
  readonly credentials?: Partial<LmsCredentials>;
  /** Requests that are answered in a minute of the clock, on each platform. Default without end. */
  readonly perMinute?: number;
}

/** What a test or a demo can do to the LMS emulator; ids are those of the plain API, Moodle and Canvas. */
export interface LmsControls {
  userIds(): number[];
  courseIds(): number[];
  addUsers(count: number): void;
  removeUser(id: number): void;
  renameUser(id: number, last: string): void;
  addCourse(): number;
  removeCourse(id: number): void;
  /** A course that is listed, and has nothing any more. */
  hideCourse(id: number): void;
  /** How far a user is, 0 to 1; changed now, or at an instant (epoch seconds). */
  setProgress(course: number, user: number, progress: number, at?: number): void;
  /** So many statements more, stored now or at an instant (epoch milliseconds). */
  record(count: number, at?: number): void;
  /** The next requests are refused for their number, in each platform's own way. */
  throttle(requests: number): void;
  /** Next links lead to another host from now on. */
  lureAway(): void;
  /** Access tokens of Open edX are no longer good. */
  expireTokens(): void;
}

const MINUTE_MS = 60_000;
const LURE = "https://evil.example.net";

/**
 * One campus behind five APIs: `/plain` (the guide's), `/moodle`, `/canvas`, `/edx` and `/xapi`, reading only.
 */
export function lmsEmulator(options: LmsEmulatorOptions = {}): Emulator & LmsControls {
  const { seed = 1, now = Date.now, latencyMs = 0, perMinute = Infinity } = options;
  const size = { ...defaultCampus, ...options.campus };
  const campus = createCampus(size, seed, now);
  let refusals = 0;
  let isLuring = false;
  const used = new Map<string, number>();
  const desk: Desk = {
    campus,
    credentials: { ...sandboxCredentials.lms, ...options.credentials },
    address({ url }, query, path) {
      const next = new URL(url);
      if (path !== undefined) next.pathname = `/${platformOf(url)}${path}`;
      for (const [name, value] of Object.entries(query)) next.searchParams.set(name, value);
      return isLuring ? LURE + next.pathname + next.search : next.href;
    },
  };
  const edx = createEdx(desk, now, seed);
  const xapi = createXapi(desk, now, size.statements, seed);
  const platforms: Readonly<Record<string, (asked: Asked) => Said>> = {
    plain: createPlain(desk),
    moodle: createMoodle(desk),
    canvas: createCanvas(desk),
    edx: edx.handle,
    xapi: xapi.handle,
  };

  function limited(platform: string): Said | undefined {
    const minute = `${platform} ${Math.floor(now() / MINUTE_MS)}`;
    const count = (used.get(minute) ?? 0) + 1;
    used.set(minute, count);
    if (refusals === 0 && count <= perMinute) return undefined;
    const left = Math.ceil((MINUTE_MS - (now() % MINUTE_MS)) / 1_000);
    const headers = { "retry-after": String(refusals > 0 ? 1 : left) };
    if (refusals > 0) refusals -= 1;
    return platform === "canvas"
      ? { endpoint: "", status: 403, body: "403 Forbidden (Rate Limit Exceeded)", headers }
      : { endpoint: "", status: 429, body: { detail: "Request was throttled." }, headers };
  }

  async function handle(request: Request, url: URL): Promise<Answer> {
    const platform = platformOf(url);
    const answer = platforms[platform];
    if (answer === undefined) {
      return toAnswer({ endpoint: url.pathname, status: 404, body: { error: "No such platform" } });
    }
    const path = url.pathname.slice(platform.length + 1);
    const refused = limited(platform);
    if (refused !== undefined) return toAnswer({ ...refused, endpoint: path });
    const form = new URLSearchParams(request.method === "POST" ? await request.text() : "");
    const { method, headers } = request;
    const said = answer({ method, url, path, query: url.searchParams, form, headers });
    return toAnswer({ ...said, endpoint: `/${platform}${said.endpoint}` });
  }

  const controls: LmsControls = {
    userIds: campus.userIds,
    courseIds: campus.courseIds,
    addUsers: campus.addUsers,
    removeUser: campus.removeUser,
    renameUser: campus.renameUser,
    addCourse: campus.addCourse,
    removeCourse: campus.removeCourse,
    hideCourse: campus.hideCourse,
    setProgress: campus.setProgress,
    record: xapi.record,
    throttle(requests) {
      refusals = requests;
    },
    lureAway() {
      isLuring = true;
    },
    expireTokens: edx.tokens.expireAll,
  };
  const emulator = createEmulator({
    name: "lms",
    hosts: ["campus.example"],
    now,
    latencyMs,
    handle,
  });
  return Object.assign(emulator, controls);
}

function platformOf({ pathname }: URL): string {
  return pathname.split("/", 2)[1] ?? "";
}

function toAnswer({ endpoint, status, body, headers = {}, records = 0 }: Said): Answer {
  const isText = typeof body === "string";
  return {
    endpoint,
    status,
    headers,
    records,
    contentType: isText ? "text/plain" : "application/json",
    body: isText ? body : JSON.stringify(body),
  };
}

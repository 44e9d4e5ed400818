import {
  definePipeline,
  from,
  memoryBudget,
  type Logger,
  type Runtime,
  type Source,
  type Stream,
} from "@brain/core";
import { lmsEmulator, sandboxCredentials, type LmsEmulatorOptions } from "@brain/sandbox";
import { fakeClock, memoryDestination } from "@brain/testkit";
import { lms } from "./lms.ts";
import type { PresetName } from "./presets/presets.ts";
import type { StreamsOptions } from "./types.ts";

const { apiKey, clientId, clientSecret, username, password } = sandboxCredentials.lms;

/** What each preset needs, and where the emulator has its platform. */
export const platforms = {
  default: { prefix: "plain", apiKey },
  moodle: { prefix: "moodle", apiKey },
  canvas: { prefix: "canvas", apiKey },
  openedx: { prefix: "edx", clientId, clientSecret },
  xapi: { prefix: "xapi", username, password },
} as const;
export type Platform = keyof typeof platforms;

/** What a test may put in front of the emulator: an answer of its own, or nothing to let the request pass. */
export type Interception = (
  request: Request,
  count: number,
) => Response | undefined | Promise<Response | undefined>;

interface CampusOptions extends LmsEmulatorOptions {
  readonly preset?: Platform;
  readonly streams?: StreamsOptions;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly intercept?: Interception;
  readonly log?: Logger;
}

/** A request as it was sent. */
interface Sent {
  readonly url: URL;
  readonly headers: Headers;
  readonly form: URLSearchParams;
}

/** An emulated campus and a source in front of one of its platforms; nothing waits in real time. */
export function campus({
  preset = "default",
  streams,
  config,
  intercept,
  log,
  ...options
}: CampusOptions = {}) {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const emulator = lmsEmulator({ now: clock.now, ...options });
  const requests: Sent[] = [];
  const runtime: Partial<Runtime> = {
    clock,
    budget: memoryBudget(clock),
    ...(log === undefined ? {} : { log }),
    fetch: async (...given) => {
      const request = new Request(...given);
      const { url, headers } = request;
      const form = new URLSearchParams(await request.clone().text());
      requests.push({ url: new URL(url), headers, form });
      return (await intercept?.(request, requests.length)) ?? emulator.fetch(request);
    },
  };
  const { prefix, ...credentials } = platforms[preset];
  const source: Source = createSource({
    preset,
    baseUrl: `https://campus.example/${prefix}`,
    ...credentials,
    ...(streams === undefined ? {} : { streams }),
    ...config,
  });

  function createSource(settings: {
    readonly baseUrl: string;
    readonly preset: PresetName;
  }): Source {
    return lms(settings, { runtime });
  }
  const stream = (name: string): Stream => {
    const found = source.streams[name];
    if (found === undefined) throw new Error(`There is no stream ${name}.`);
    return found;
  };
  const destination = memoryDestination({ clock });
  /** One table of a stream; a later run is another `run()`. */
  const load = (name: string) =>
    definePipeline({
      name: "campus",
      flows: [from(stream(name)).into(name)],
      destination,
      pii: "allow",
      runtime: { clock },
    });
  const rows = (table: string): Readonly<Record<string, unknown>>[] =>
    destination.rows(table).map((row) => ({ ...row }));
  const read = async (name: string): Promise<Record<string, unknown>[]> => {
    const records: Record<string, unknown>[] = [];
    for await (const record of stream(name).read().records()) records.push({ ...record });
    return records;
  };
  return { clock, emulator, requests, source, stream, rows, load, read };
}

/** A few of everything, in pages of a few. */
export const small = {
  users: 9,
  courses: 3,
  enrollmentsPerCourse: 5,
  assessmentsPerCourse: 2,
  statements: 60,
} as const;

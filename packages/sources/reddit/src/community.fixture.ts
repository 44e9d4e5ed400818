import {
  definePipeline,
  from,
  memoryBudget,
  type CredentialStore,
  type FlowDefinition,
  type Logger,
  type SourceEvent,
  type Stream,
} from "@brain/core";
import { redditEmulator, sandboxCredentials, type RedditEmulatorOptions } from "@brain/sandbox";
import { fakeClock, memoryDestination } from "@brain/testkit";
import type { RedditConfig } from "./config.ts";
import { reddit } from "./reddit.ts";

const { clientId, clientSecret, username, password } = sandboxCredentials.reddit;

/** What a test may put in front of the emulator: an answer of its own, or nothing to let the request pass. */
export type Interception = (
  request: Request,
  url: URL,
) => Response | undefined | Promise<Response | undefined>;

export interface CommunityOptions extends RedditEmulatorOptions {
  readonly config?: Partial<RedditConfig>;
  readonly intercept?: Interception | undefined;
  readonly log?: Logger | undefined;
  /** Who has signed in. */
  readonly signedIn?: CredentialStore | undefined;
}

/** An emulated Reddit and a source in front of it; nothing waits in real time. */
export function community({ config, intercept, log, signedIn, ...options }: CommunityOptions = {}) {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const emulator = redditEmulator({
    now: clock.now,
    subreddits: { Brain: { posts: 240 }, Cafe: { posts: 30 } },
    ...options,
  });
  const requests: Request[] = [];
  const events: SourceEvent[] = [];
  const runtime = {
    clock,
    budget: memoryBudget(clock),
    emit: (event: SourceEvent) => void events.push(event),
    ...(log === undefined ? {} : { log }),
    ...(signedIn === undefined ? {} : { credentials: signedIn }),
    fetch: async (...given: Parameters<typeof fetch>): Promise<Response> => {
      const request = new Request(...given);
      requests.push(request.clone());
      return (await intercept?.(request, new URL(request.url))) ?? emulator.fetch(request);
    },
  };
  const settings = { clientId, clientSecret, username, password, subreddits: ["brain"], ...config };
  const source = reddit(settings, { runtime });
  /** The same Reddit, read with another config. */
  const create = (changes: Partial<RedditConfig>) =>
    reddit({ ...settings, ...changes }, { runtime });
  const destination = memoryDestination({ clock });
  const pipeline = (...flows: readonly FlowDefinition[]) =>
    definePipeline({ name: "talk", flows, destination, pii: "allow", runtime: { clock } });
  /** One table of a stream; a later run is another `run()`. */
  const load = (stream: Stream) => pipeline(from(stream).into(stream.name));
  const rows = (table: string): Readonly<Record<string, unknown>>[] =>
    destination.rows(table).map((row) => ({ ...row }));
  /** Queries of the requests for data since the last look. */
  const asked = (): URL[] =>
    requests
      .splice(0)
      .map(({ url }) => new URL(url))
      .filter(({ pathname }) => !pathname.endsWith("access_token"));
  const warnings = (): string[] =>
    events.flatMap((event) => (event.type === "warning" ? [event.code] : []));
  return {
    clock,
    emulator,
    requests,
    events,
    warnings,
    asked,
    source,
    create,
    destination,
    pipeline,
    load,
    rows,
  };
}

import {
  definePipeline,
  from,
  memoryBudget,
  memoryCredentials,
  type FlowDefinition,
  type SourceEvent,
} from "@brain/core";
import { hubspotEmulator, sandboxCredentials, type HubspotEmulatorOptions } from "@brain/sandbox";
import { fakeClock, memoryDestination } from "@brain/testkit";
import type { HubspotConfig } from "./config.ts";
import { hubspot } from "./hubspot.ts";

const { accessToken } = sandboxCredentials.hubspot;

/** What a test may put in front of the emulator: an answer of its own, or nothing to let the request pass. */
export type Interception = (
  request: Request,
  count: number,
) => Response | undefined | Promise<Response | undefined>;

export interface PortalOptions extends HubspotEmulatorOptions {
  readonly config?: Partial<HubspotConfig> | undefined;
  readonly intercept?: Interception | undefined;
}

/** An emulated HubSpot account and a source in front of it; nothing waits in real time. */
export function portal({ config, intercept, ...options }: PortalOptions = {}) {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const emulator = hubspotEmulator({ now: clock.now, customProperties: 2, ...options });
  const requests: { readonly url: URL; readonly body: unknown }[] = [];
  const events: SourceEvent[] = [];
  const runtime = {
    clock,
    budget: memoryBudget(clock),
    credentials: memoryCredentials(),
    emit: (event: SourceEvent) => void events.push(event),
    fetch: async (...given: Parameters<typeof fetch>): Promise<Response> => {
      const request = new Request(...given);
      const text = await request.clone().text();
      const isJson = request.headers.get("content-type") === "application/json";
      requests.push({ url: new URL(request.url), body: isJson ? JSON.parse(text) : text });
      return (await intercept?.(request.clone(), requests.length)) ?? emulator.fetch(request);
    },
  };
  const create = () => hubspot({ accessToken, ...config }, { runtime });
  const source = create();
  const destination = memoryDestination({ clock });
  const pipeline = (...flows: readonly FlowDefinition[]) =>
    definePipeline({ name: "crm", flows, destination, pii: "allow", runtime: { clock } });
  /** The window of a run that begins now: `stream.read()` itself goes by the machine's clock. */
  const now = () => ({ to: new Date(clock.now() - 60_000).toISOString() });
  return { clock, emulator, requests, events, create, source, destination, pipeline, now };
}

/** One table of contacts, and a second source run later: what was read before counts no more. */
export function contactsPipeline(options: PortalOptions = {}) {
  const made = portal(options);
  const { destination, emulator } = made;
  const pipeline = made.pipeline(from(made.source.streams.contacts).into("contacts"));
  const ids = (): string[] =>
    destination
      .rows("contacts")
      .map((row) => String(Reflect.get(row, "id")))
      .toSorted();
  const live = (): string[] => emulator.ids("contacts").toSorted();
  return { ...made, pipeline, ids, live };
}

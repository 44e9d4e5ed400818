import { definePipeline, from, memoryBudget, type Logger } from "@brain/core";
import { ga4Emulator, sandboxCredentials, type Ga4EmulatorOptions } from "@brain/sandbox";
import { fakeClock, memoryDestination } from "@brain/testkit";
import { ga4 } from "./ga4.ts";

export const { propertyId } = sandboxCredentials.ga4;
const start = "2026-11-24T09:00:00Z";
export const traffic = {
  dimensions: ["date", "source", "medium"],
  metrics: ["sessions", "users"],
} as const;
const asked = {
  dimensions: [{ name: "date" }, { name: "sessionSource" }, { name: "sessionMedium" }],
  metrics: [{ name: "sessions" }, { name: "totalUsers" }],
};

/** GA4 as the sandbox emulates it, a source and a pipeline in front of it. */
export function sandbox(options: Ga4EmulatorOptions = {}, log?: Logger) {
  const clock = fakeClock({ start, autoMs: 20_000 });
  const emulator = ga4Emulator({ now: () => clock.now(), ...options });
  let underWay = 0;
  let most = 0;
  const runtime = {
    clock,
    budget: memoryBudget(clock),
    ...(log === undefined ? {} : { log }),
    fetch: async (...request: Parameters<typeof fetch>): Promise<Response> => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 0));
      const response = await emulator.fetch(new Request(...request));
      underWay--;
      return response;
    },
  };
  const source = ga4(
    { ...sandboxCredentials.ga4, startDate: "2026-11-10", reports: { traffic } },
    { runtime },
  );
  const destination = memoryDestination({ clock });
  const pipeline = definePipeline({
    name: "analytics",
    destination,
    flows: [from(source.streams.traffic).into("traffic")],
  });
  /** What GA4 would say now of the days up to yesterday. */
  const truth = (first = "2026-11-10"): object[] =>
    emulator
      .rows(propertyId, {
        ...asked,
        dateRanges: [{ startDate: first, endDate: "2026-11-23" }],
      })
      .map((row) => ({
        property_id: propertyId,
        date: row["date"]?.replace(/(....)(..)(..)/, "$1-$2-$3"),
        sessionSource: row["sessionSource"],
        sessionMedium: row["sessionMedium"],
        sessions: Number(row["sessions"]),
        totalUsers: Number(row["totalUsers"]),
      }));
  return { clock, emulator, runtime, source, destination, pipeline, truth, most: () => most };
}

export const sorted = (rows: readonly object[]): string[] =>
  rows.map((row) => JSON.stringify(row, Object.keys(row).toSorted())).toSorted();

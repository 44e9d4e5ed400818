import { hubspotEmulator, type ObjectName } from "@brain/sandbox";
import { fakeClock, testSource, type TestSourceOptions } from "@brain/testkit";
import { describe } from "vitest";
import { hubspot } from "./hubspot.ts";
import { crmObjectNames } from "./objects.ts";

const accessToken = "pat-eu1-canary+token/1";

/** A portal with so many contacts, and a few of everything else. */
function setUp(contacts: number) {
  const clock = fakeClock({ autoMs: 20_000 });
  const sizes: Partial<Record<ObjectName, number>> = {};
  for (const name of [...crmObjectNames, "pets" as const])
    sizes[name] = name === "contacts" ? contacts : 12;
  // `tie` writes at the instant of the last change.
  const written = { at: clock.now(), isTie: false };
  const emulator = hubspotEmulator({
    now: () => (written.isTie ? written.at : clock.now()),
    credentials: { accessToken },
    customProperties: 2,
    sizes,
  });
  const options = {
    create: (runtime) =>
      hubspot(
        {
          accessToken,
          customObjects: { pets: { properties: ["pet_name", "born_on"] } },
          propertyHistory: { pets: ["species"] },
        },
        { runtime },
      ),
    server: (request) => emulator.fetch(request),
    clock,
    secrets: [accessToken],
  } satisfies TestSourceOptions;
  const change = (): void => {
    written.at = clock.now();
    emulator.change("contacts", { updated: 400, created: 20, archived: 30 });
  };
  const tie = (): void => {
    written.isTie = true;
    emulator.change("contacts", { created: 5 });
    written.isTie = false;
  };
  return { options, change, tie };
}

describe("the first run, which lists", () => {
  testSource({
    ...setUp(120).options,
    streams: [
      "contacts",
      "owners",
      "pipelines",
      "pipeline_stages",
      "properties",
      "custom_objects",
      "pets",
      "pets_property_history",
    ],
    lacks: { "repeats owners": "its two pages are two lists: of live and of archived owners" },
  });
});

describe("streams of many partitions", () => {
  testSource({ ...setUp(5).options, cuts: 8, streams: ["activities", "associations"] });
});

describe("every stream", () => {
  testSource({ ...setUp(130).options, only: ["declaration", "read", "keys"] });
});

describe("a later run, which searches for what changed", () => {
  const { options, change, tie } = setUp(500);
  testSource({ ...options, change, tie, streams: ["contacts"] });
});

import { ABOUT, type Files } from "../play-all.ts";
import { playHosts, playPlan, playWindows } from "./play-config.ts";
import { playAnnotation, playEvents, playFixture, playPause } from "./play-fixture.ts";
import { playOpenApi } from "./play-openapi.ts";
import { withShape } from "./play-shape.ts";

const fixtures = "mixpanel/fixtures";
const openapi = "mixpanel/openapi";
const cohort = { id: "VARCHAR", count: "BIGINT", created: "VARCHAR" };
const OFFICIAL = {
  proves: "requests of the source and answers of the emulator fit the official document",
  play: playOpenApi,
} as const;

export const mixpanelFiles: Files = {
  "mixpanel/README.md": ABOUT,
  [`${fixtures}/annotation-write-recorded.json`]: {
    proves: "an annotation's instant is kept, and its local day beside it",
    play: withShape("/annotations", playAnnotation),
  },
  [`${fixtures}/cohorts-created-filter.json`]: {
    proves: "all cohorts are read, whatever was created when",
    play: playFixture("cohorts", cohort),
  },
  [`${fixtures}/cohorts-doc-example.json`]: {
    proves: "a bare list of cohorts, ids as text",
    play: playFixture("cohorts", cohort),
  },
  [`${fixtures}/engage-empty-recorded.json`]: {
    proves: "a project without profiles is one request and no error",
    play: withShape("/engage", playFixture("engage", { distinct_id: "VARCHAR" })),
  },
  [`${fixtures}/engage-one-page.json`]: {
    proves: "a profile's properties beside its id, which is text",
    play: playFixture("engage", { distinct_id: "VARCHAR", $email: "VARCHAR" }),
  },
  [`${fixtures}/export-browse-sample.json`]: {
    proves: "lists and numbers of an event keep their types",
    play: playEvents("2023-04-12", "2023-04-13"),
  },
  [`${fixtures}/export-doc-example.json`]: {
    proves: "JSON lines, seconds become instants in UTC",
    play: playEvents("2020-10-13", "2020-10-16"),
  },
  [`${fixtures}/export-empty-day.json`]: {
    proves: "an empty body is a day without events",
    play: playEvents("2026-11-20", "2026-11-21"),
  },
  [`${fixtures}/insights-doc-example.json`]: {
    proves: "a saved report's series, one row a day",
    play: playFixture("insights", { value: "DOUBLE", date: "VARCHAR" }),
  },
  [`${fixtures}/lexicon-schema-recorded.json`]: {
    proves: "the lexicon's list",
    play: withShape(
      "/schemas",
      playFixture("lexicon_schemas", { entityType: "VARCHAR", name: "VARCHAR" }),
    ),
  },
  [`${fixtures}/plan-402-skips-stream.json`]: {
    proves: "a 402 ends its own stream alone, without another try",
    play: withShape("/cohorts/list", playPlan, 1),
  },
  [`${fixtures}/rate-limit-429.json`]: {
    proves: "a 429's pause is kept to, and nothing comes twice",
    play: playPause,
  },
  [`${fixtures}/residency-hosts.json`]: { proves: "each region's hosts", play: playHosts },
  [`${fixtures}/time-utc.json`]: {
    proves: "seconds since the epoch of a project in UTC",
    play: playEvents("2022-10-06", "2022-10-07"),
  },
  [`${fixtures}/windows-one-and-two-days.json`]: {
    proves: "windows share no day",
    play: playWindows,
  },
  [`${openapi}/annotations.openapi.yaml`]: OFFICIAL,
  [`${openapi}/export.openapi.yaml`]: OFFICIAL,
  [`${openapi}/ingestion.openapi.yaml`]: { leftOut: "for writing, which the source does not" },
  [`${openapi}/lexicon-schemas.openapi.yaml`]: OFFICIAL,
  [`${openapi}/query.openapi.yaml`]: OFFICIAL,
  [`${openapi}/service-accounts.openapi.yaml`]: {
    leftOut: "for managing accounts, which the source does not",
  },
};

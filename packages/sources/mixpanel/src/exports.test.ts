import { sandboxCredentials } from "@brain/sandbox";
import { expect, test } from "vitest";
import * as mixpanelPackage from "./index.ts";

test("exports these names and no others", () => {
  expect(Object.keys(mixpanelPackage).toSorted()).toEqual([
    "annotationSchema",
    "cohortMemberSchema",
    "cohortSchema",
    "eventCountSchema",
    "eventSchema",
    "funnelSchema",
    "insightSchema",
    "lexiconSchemaSchema",
    "mixpanel",
    "mixpanelConfigSchema",
    "mixpanelRules",
    "profileSchema",
    "retentionSchema",
    "segmentationSchema",
  ]);
});

test("offers these streams; those of queries only where the config asks for some", () => {
  const { projectId, username, secret } = sandboxCredentials.mixpanel;
  const common = { projectId, username, secret, startDate: "2026-11-01" };
  const always = [
    "export",
    "events_daily",
    "profiles",
    "cohorts",
    "cohort_members",
    "annotations",
    "funnels",
    "lexicon_schemas",
  ];

  expect(Object.keys(mixpanelPackage.mixpanel(common).streams)).toEqual(always);
  const asking = mixpanelPackage.mixpanel({
    ...common,
    segmentation: { signups: { event: "Signed up" } },
    retention: { back: { born_event: "Signed up" } },
    insights: { saved: 1 },
  });
  expect(Object.keys(asking.streams)).toEqual([...always, "segmentation", "retention", "insights"]);
});

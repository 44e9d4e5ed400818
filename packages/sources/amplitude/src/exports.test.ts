import { sandboxCredentials } from "@brain/sandbox";
import { expect, test } from "vitest";
import * as amplitudePackage from "./index.ts";

test("exports these names and no others", () => {
  expect(Object.keys(amplitudePackage).toSorted()).toEqual([
    "amplitude",
    "amplitudeConfigSchema",
    "amplitudeRules",
    "annotationCategorySchema",
    "annotationSchema",
    "averageSessionLengthSchema",
    "cohortMemberSchema",
    "cohortSchema",
    "eventCategorySchema",
    "eventPropertySchema",
    "eventSchema",
    "eventTypeSchema",
    "groupPropertySchema",
    "listedEventSchema",
    "userPropertySchema",
    "usersSchema",
  ]);
});

test("offers these streams", () => {
  const { streams } = amplitudePackage.amplitude({
    ...sandboxCredentials.amplitude,
    startDate: "2026-11-01",
  });

  expect(Object.keys(streams)).toEqual([
    "events",
    "active_users",
    "new_users",
    "average_session_length",
    "cohorts",
    "cohort_members",
    "annotations",
    "annotation_categories",
    "events_list",
    "event_types",
    "event_categories",
    "event_properties",
    "user_properties",
    "group_properties",
  ]);
});

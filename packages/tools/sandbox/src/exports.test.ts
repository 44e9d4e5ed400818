import { expect, test } from "vitest";
import * as sandbox from "./index.ts";

test("the public names are these", () => {
  expect(Object.keys(sandbox).toSorted()).toEqual([
    "FaultScheduleError",
    "amplitudeEmulator",
    "faultNames",
    "ga4Emulator",
    "googleTrendsEmulator",
    "hubspotEmulator",
    "linkedinAdsEmulator",
    "lmsEmulator",
    "mixpanelEmulator",
    "mswHandlers",
    "parseFaultSchedule",
    "redditEmulator",
    "sandboxApis",
    "sandboxCredentials",
    "serve",
    "teachableEmulator",
    "thinkificEmulator",
    "withFaults",
  ]);
});

import type { Runtime } from "@brain/core";
import { NOTICE_DAYS } from "./limits.ts";

const DAY_MS = 86_400_000;

/** The newest version whose last day is known. */
export const DEFAULT_VERSION = "202607";

/**
 * The day on which LinkedIn stops to serve a version. They cannot be computed: some months have none.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/marketing/integrations/migrations (read 2026-11-24)
 */
const sunsets: Readonly<Record<string, string>> = {
  "202601": "2027-01-15",
  "202602": "2027-02-15",
  "202603": "2027-03-16",
  "202604": "2027-04-15",
  "202605": "2027-05-15",
  "202606": "2027-06-15",
  "202607": "2027-07-15",
};

/** Says once, and in time, that the version will be switched off. */
export function announceSunset(version: string, runtime: Runtime): void {
  const sunset = sunsets[version];
  if (sunset === undefined) return;
  const left = Math.ceil((Date.parse(sunset) - runtime.clock.now()) / DAY_MS);
  if (left > NOTICE_DAYS.version) return;
  runtime.once(`linkedin-ads sunset ${version}`, () => {
    runtime.emit({
      type: "warning",
      code: "version_ends",
      message: `LinkedIn serves version ${version} of its API until ${sunset}.`,
      hint: "Update @brain/linkedin-ads, or set `apiVersion` to a newer one.",
    });
    return sunset;
  });
}

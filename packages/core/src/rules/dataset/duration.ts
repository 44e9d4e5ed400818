import { ConfigError } from "../../errors/kinds.ts";

const DURATION =
  /^P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;
const UNITS_MS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000];

/**
 * Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; a day has 24 hours. Years and months have
 * no fixed length and are refused.
 *
 * @throws ConfigError `config_invalid` when it is none, or no time at all.
 */
export function durationMs(given: string | number): number {
  const parts = typeof given === "string" ? DURATION.exec(given)?.slice(1) : undefined;
  const ms =
    typeof given === "number"
      ? given
      : (parts ?? []).reduce((sum, part, at) => sum + Number(part ?? 0) * (UNITS_MS[at] ?? 0), 0);
  if (Number.isFinite(ms) && ms > 0) return ms;
  throw new ConfigError({
    code: "config_invalid",
    message: `${JSON.stringify(given)} is no duration.`,
    hint: 'Write "P1D" for a day, "PT6H" for six hours, "P1W" for a week, or a number of milliseconds.',
  });
}

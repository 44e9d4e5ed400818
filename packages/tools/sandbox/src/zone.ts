const formats = new Map<string, Intl.DateTimeFormat>();

/** The clock on the wall of a time zone. */
export interface LocalTime {
  /** Days since 1970-01-01 of the local calendar. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

export const DAY_MS = 86_400_000;

/** Local calendar day, hour and minute of an instant (epoch milliseconds) in an IANA time zone. */
export function localTime(timeZone: string, at: number): LocalTime {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const get = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const day = Date.UTC(get("year"), get("month") - 1, get("day")) / DAY_MS;
  return { day, hour: get("hour"), minute: get("minute") };
}

import { gzipped } from "../faults/gzip.ts";
import type { Events } from "./events.ts";
import { HOUR_MS, type AmplitudeProject } from "./project.ts";
import { Refusal } from "./refusal.ts";
import { zipArchive, type ZipFile } from "./zip-archive.ts";

/** What goes wrong with an export: its end is missing, a byte is wrong, or the connection is cut. */
export type ArchiveFault = "truncated" | "damaged" | "reset";

const MAX_DAYS = 365;

/** Hours since 1970, both included. @throws Refusal 400 for what is no range. */
export function hoursIn(query: URLSearchParams): readonly [first: number, last: number] {
  const [first, last] = ["start", "end"].map((name) => {
    const given = query.get(name) ?? "";
    const [, year, month, day, hour] = /^(\d{4})(\d\d)(\d\d)T(\d\d)$/.exec(given) ?? [];
    return Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`) / HOUR_MS;
  });
  if (first === undefined || last === undefined || Number.isNaN(first + last)) {
    throw new Refusal(400, "Invalid request", "start and end must be given as YYYYMMDDTHH");
  }
  if (last < first || last - first >= MAX_DAYS * 24) {
    throw new Refusal(400, "Invalid request", "The range is not valid");
  }
  return [first, last];
}

/** Whether there is anything to export. */
export function hasEvents(events: Events, [first, last]: readonly [number, number]): boolean {
  for (let hour = first; hour <= last; hour += 1) {
    if (events.of(hour).next().done !== true) return true;
  }
  return false;
}

/** The archive of these hours, made while it is read: `onEvent` hears of each event that goes into it. */
export function archiveOf(
  events: Events,
  project: AmplitudeProject,
  [first, last]: readonly [number, number],
  fault: ArchiveFault | undefined,
  onEvent: () => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  async function* files(): AsyncGenerator<ZipFile> {
    for (let hour = first; hour <= last; hour += 1) {
      let number = 0;
      let lines: string[] = [];
      const file = async (): Promise<ZipFile> => {
        const text = `${lines.join("\n")}\n`;
        lines = [];
        const day = new Date(hour * HOUR_MS).toISOString().slice(0, 10);
        const name = `${project.app}/${project.app}_${day}_${hour % 24}#${number++}.json.gz`;
        return { name, content: await gzipped(new TextEncoder().encode(text)) };
      };
      for (const event of events.of(hour)) {
        lines.push(JSON.stringify(event));
        onEvent();
        if (lines.length === project.eventsPerFile) yield await file();
      }
      if (lines.length > 0) yield await file();
    }
  }
  return fault === undefined ? zipArchive(files()) : broken(zipArchive(files()), fault);
}

/** The third piece is the content of the first file. */
const FIRST_CONTENT = 3;

async function* broken(
  pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>,
  fault: ArchiveFault,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let count = 0;
  let held: Uint8Array<ArrayBuffer> | undefined;
  for await (const piece of pieces) {
    count += 1;
    if (fault === "damaged" && count === FIRST_CONTENT) {
      const changed = piece.slice();
      changed[20] = (changed[20] ?? 0) ^ 0xff;
      yield changed;
      continue;
    }
    if (fault === "reset" && count > FIRST_CONTENT) {
      throw new Error("The sandbox cut the connection.");
    }
    if (held !== undefined) yield held;
    held = piece;
  }
  // Of the end a part only.
  if (held !== undefined) yield fault === "truncated" ? held.slice(0, 9) : held;
}

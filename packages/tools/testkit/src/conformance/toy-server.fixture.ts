export const CANARY = "canary/token+1";
/** When the first of the notes was written; each day after it has two. */
const BEGIN = Date.parse("2026-11-18T00:00:00Z");
const DAY_MS = 86_400_000;
const PAGE = 2;

export interface Note {
  readonly id: string;
  readonly text: string;
  /** ISO-8601 UTC. */
  readonly at: string;
}

export const NOTES: readonly Note[] = Array.from({ length: 7 }, (_, index) => ({
  id: String(index + 1),
  text: `n${index}`,
  at: new Date(BEGIN + Math.ceil(index / 2) * DAY_MS).toISOString(),
}));

/** A server whose data can grow. */
export interface ToyServer {
  readonly server: (request: Request) => Promise<Response>;
  /** Adds notes written now, and writes the newest anew. */
  change(count: number): void;
  /** Adds a note of the same instant as the newest. */
  tie(): void;
}

/** Answers `/notes?since=…&to=…&after=…`, oldest first, two at a time; `next` of an answer is the `after` of the next. */
export function createToyServer(now: () => number): ToyServer {
  const notes = [...NOTES];
  const add = (at: string): void =>
    void notes.push({ id: String(notes.length + 1), text: "new", at });
  return {
    change(count) {
      const at = new Date(now()).toISOString();
      notes[notes.length - 1] = { id: String(notes.length), text: "changed", at };
      for (let added = 0; added < count; added++) add(at);
    },
    tie: () => add(ordered(notes).at(-1)?.at ?? ""),
    async server(request) {
      if (request.headers.get("authorization") !== `Bearer ${CANARY}`) {
        return Response.json({ message: "No." }, { status: 401 });
      }
      const { searchParams } = new URL(request.url);
      const since = searchParams.get("since") ?? "";
      const to = searchParams.get("to") ?? "9";
      const after = searchParams.get("after") ?? "";
      const rest = ordered(notes).filter(
        (note) => since <= note.at && note.at < to && tokenOf(note) > after,
      );
      const results = rest.slice(0, PAGE);
      const last = results.at(-1);
      const next = last === undefined || rest.length <= PAGE ? {} : { next: tokenOf(last) };
      return Response.json({ results, ...next });
    },
  };
}

function ordered(notes: readonly Note[]): readonly Note[] {
  return notes.toSorted((a, b) => (tokenOf(a) < tokenOf(b) ? -1 : 1));
}

/** What the server gives as `next` behind a note. */
export function tokenOf({ at, id }: Note): string {
  return `${at}|${id.padStart(4, "0")}`;
}

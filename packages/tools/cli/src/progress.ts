import { styleText } from "node:util";
import type { Counts, SourceEvent } from "@brain/core";
import type { Session } from "./session.ts";

/** Redraws of a terminal, and lines of a file, are at least so far apart. */
const REDRAW_MS = 100;
const LINE_MS = 5_000;

/** What is known of one stream while it is read. */
interface Lane {
  readonly name: string;
  readonly startedAt: number;
  records: number;
  retries: number;
  total: number | undefined;
  partitions: { complete: number; known: number } | undefined;
  /** Epoch ms. */
  waitingUntil: number;
  waitingFor: string;
  ended: string | undefined;
}

/**
 * Live progress on stderr: redrawn in place on a terminal, a line every few seconds elsewhere, nothing with `--json`. A
 * stream that has ended stays above as a line, so that of many streams only those under way are redrawn.
 */
export interface Progress {
  begin(lane: string): void;
  records(lane: string, count: number, total?: number): void;
  partitions(lane: string, complete: number, known: number): void;
  /** `now` is the time of the clock that the event's own times come from. */
  source(lane: string, event: SourceEvent, now?: number): void;
  end(lane: string, status: string, counts?: Counts): void;
  /** Draws once more, and no further. */
  close(): void;
}

/** Shows nothing. */
export const silentProgress: Progress = {
  begin: () => undefined,
  records: () => undefined,
  partitions: () => undefined,
  source: () => undefined,
  end: () => undefined,
  close: () => undefined,
};

/** Progress for as long as the command runs. */
export function showProgress(session: Session): Progress {
  if (session.options.json) return silentProgress;
  const { stderr } = session.terminal;
  const live = stderr.isTTY === true;
  const lanes = new Map<string, Lane>();
  let drawn = 0;

  const laneOf = (name: string): Lane => {
    let lane = lanes.get(name);
    if (lane === undefined) {
      lane = newLane(name);
      lanes.set(name, lane);
    }
    return lane;
  };
  const hide = (): void => {
    if (drawn > 0) stderr.write(`\u001b[${drawn}A\u001b[0J`);
    drawn = 0;
  };
  const draw = (): void => {
    hide();
    // A terminal that does not know its width says 0.
    const width = stderr.columns || 80;
    // What is higher than the screen cannot be taken back.
    const lines = [...lanes.values()]
      .slice(0, (stderr.rows || 24) - 1)
      .map((lane) => laneLine(lane).slice(0, width - 1));
    stderr.write(lines.map((line) => `${colour(line, session)}\n`).join(""));
    drawn = lines.length;
  };
  if (live) session.board = { hide, show: draw };
  const report = (): void => {
    for (const lane of lanes.values()) {
      if (lane.records > 0) session.tell(laneLine(lane));
    }
  };
  const timer = setInterval(live ? draw : report, live ? REDRAW_MS : LINE_MS);
  timer.unref();

  return {
    begin(name) {
      laneOf(name);
    },
    records(name, count, total) {
      const lane = laneOf(name);
      lane.records += count;
      lane.total = total ?? lane.total;
      lane.waitingUntil = 0;
    },
    partitions(name, complete, known) {
      laneOf(name).partitions = { complete, known };
    },
    source(name, event, now = Date.now()) {
      const lane = laneOf(name);
      if (event.type === "retry") {
        lane.retries++;
        if (event.delayMs >= 1_000) wait(lane, event.delayMs, reasons[event.reason]);
      } else if (event.type === "wait") {
        wait(lane, event.until - now, reasons[event.reason]);
      } else return;
      if (!live && lane.waitingUntil > Date.now() + 1_000) session.tell(laneLine(lane));
    },
    end(name, status, counts) {
      const lane = laneOf(name);
      lane.ended = status;
      if (counts !== undefined) lane.records = counts.read;
      lanes.delete(name);
      session.tell(colour(laneLine(lane), session));
    },
    close() {
      clearInterval(timer);
      if (!live || session.board === undefined) return;
      draw();
      session.board = undefined;
    },
  };
}

const reasons = {
  budget: "quota",
  "retry-after": "quota",
  concurrency: "a free place",
  job: "the vendor's job",
  throttled: "quota",
  network: "the network",
  timeout: "the vendor",
  status: "the vendor",
  body: "the vendor",
  auth: "a new token",
} as const;

function newLane(name: string): Lane {
  return {
    name,
    startedAt: Date.now(),
    records: 0,
    retries: 0,
    total: undefined,
    partitions: undefined,
    waitingUntil: 0,
    waitingFor: "",
    ended: undefined,
  };
}

function wait(lane: Lane, ms: number, reason: string): void {
  lane.waitingUntil = Date.now() + ms;
  lane.waitingFor = reason;
}

function laneLine(lane: Lane): string {
  const seconds = Math.max(0.001, (Date.now() - lane.startedAt) / 1_000);
  const parts = [`${lane.records.toLocaleString("en-US")}${ofTotal(lane)} records`];
  const waitMs = lane.waitingUntil - Date.now();
  if (lane.ended === undefined) {
    parts.push(`${Math.round(lane.records / seconds).toLocaleString("en-US")}/s`);
    if (lane.partitions !== undefined && lane.partitions.known > 1) {
      parts.push(`${lane.partitions.complete}/${lane.partitions.known} partitions`);
    }
    if (waitMs > 0) parts.push(`waiting ${Math.ceil(waitMs / 1_000)} s for ${lane.waitingFor}`);
  }
  if (lane.retries > 0) parts.push(`${lane.retries} ${lane.retries === 1 ? "retry" : "retries"}`);
  const mark = lane.ended === undefined ? "…" : lane.ended === "complete" ? "✓" : "✗";
  const status = lane.ended === undefined || lane.ended === "complete" ? "" : ` (${lane.ended})`;
  return `${mark} ${lane.name}${status}: ${parts.join(" · ")}`;
}

function ofTotal(lane: Lane): string {
  return lane.total === undefined || lane.ended !== undefined
    ? ""
    : ` of ${lane.total.toLocaleString("en-US")}`;
}

function colour(line: string, session: Session): string {
  const style = line.startsWith("✓") ? "green" : line.startsWith("✗") ? "red" : "cyan";
  return styleText(style, line, { stream: session.terminal.stderr });
}

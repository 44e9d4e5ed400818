import type { Page, ReadRequest, Stream } from "@brain/core";
import { failed, type Asked } from "../battery/check.ts";
import type { Fault } from "./mounted-server.ts";
import { contentOf, errorOf, lossOf } from "./reading.ts";
import type { Subject } from "./subject.ts";

/** Partitions that are looked through for one of two pages. */
const LOOKED_THROUGH = 50;
/** Who asks more often for one page than this never stops. */
const ENDLESS = 500;

/** A partition of several pages: what it gives, and which requests brought its first two pages. */
interface Long {
  readonly request: ReadRequest;
  readonly content: Map<string, string>;
  readonly first: number;
  readonly second: number;
}

/** A server that gives a page twice, or over and over: that is noticed, or nothing is lost by it; it never goes on forever. */
export async function checkRepeats(subject: Subject, name: string): Promise<Asked> {
  const long = await longPartition(subject, name);
  if (long === undefined) return "no partition has two pages";
  await once(subject, name, long);

  const stuck = repeated(subject, long, (number) => number >= long.second);
  const when = `When the server answers every request with the first page (stream ${name})`;
  await errorOf(readPartition(subject.mount(stuck.fault).stream(name), long.request), when);
  if (stuck.isEndless()) throw failed(`${when}, the reading asked ${ENDLESS} times and went on.`);
  return undefined;
}

async function once(subject: Subject, name: string, long: Long): Promise<void> {
  const { fault } = repeated(subject, long, (number) => number === long.second);
  const stream = subject.mount(fault).stream(name);
  let found: Map<string, string>;
  try {
    found = contentOf(stream, await readPartition(stream, long.request));
  } catch {
    // It was noticed.
    return;
  }
  const loss = lossOf(long.content, found, "keys");
  if (loss !== undefined) {
    throw failed(`Stream ${name}, whose second page was the first one again: ${loss}, unnoticed.`);
  }
}

async function longPartition(subject: Subject, name: string): Promise<Long | undefined> {
  const { window, positions } = await subject.start(name);
  const lister = subject.mount().stream(name).open({});
  let looked = 0;
  for await (const partition of lister.partitions({ window })) {
    if (looked++ === LOOKED_THROUGH) break;
    const known = positions[partition.key];
    const goesOn = known !== undefined && known.version === (partition.version ?? null);
    const state = goesOn ? (known.state ?? undefined) : undefined;
    const request = { partition, state, resuming: false, window };
    const mounted = subject.mount();
    const stream = mounted.stream(name);
    const pages: Page<object>[] = [];
    const sent: number[] = [];
    for await (const page of stream.open({}).read(request)) {
      pages.push(page);
      if (page.records.length > 0) sent.push(mounted.sent.length);
    }
    const [first, second] = sent;
    if (first === undefined || second === undefined || second <= first) continue;
    return { request, content: contentOf(stream, pages), first, second };
  }
  return undefined;
}

async function readPartition(stream: Stream, request: ReadRequest): Promise<Page<object>[]> {
  const pages: Page<object>[] = [];
  for await (const page of stream.open({}).read(request)) pages.push(page);
  return pages;
}

/** Answers the requests that `isMeant` picks as the one of the first page was answered. */
function repeated(
  { server }: Subject,
  { first }: Long,
  isMeant: (number: number) => boolean,
): { readonly fault: Fault; readonly isEndless: () => boolean } {
  let kept: Response | undefined;
  let given = 0;
  const fault: Fault = async (number, request) => {
    if (number === first) {
      kept = await server(request);
      return kept.clone();
    }
    if (!isMeant(number) || kept === undefined) return undefined;
    given += 1;
    if (given > ENDLESS) throw new TypeError("fetch failed");
    return kept.clone();
  };
  return { fault, isEndless: () => given > ENDLESS };
}

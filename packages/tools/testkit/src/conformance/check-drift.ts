import type { PositionedPage } from "@brain/core";
import { failed, type Asked } from "../battery/check.ts";
import { collectPages } from "../collect.ts";
import type { Fault } from "./mounted-server.ts";
import { contentOf, lossOf, readClean } from "./reading.ts";
import { positionsAfter } from "./start.ts";
import type { Subject } from "./subject.ts";

/** Past every overlap and index delay. */
const PAUSE_MS = 900_000;

/** The vendor adds a field to everything that it lists: every record still comes. */
export async function checkNewField(subject: Subject, name: string): Promise<void> {
  const { content } = await readClean(subject, name);
  const mounted = subject.mount(withNewField(subject));
  const stream = mounted.stream(name);
  const pages = await collectPages(stream, await subject.start(name));
  const loss = lossOf(content, contentOf(stream, pages), "keys");
  if (loss !== undefined) throw failed(`Stream ${name}, when the vendor adds a field: ${loss}.`);
}

function withNewField({ server }: Subject): Fault {
  return async (_, request) => {
    const answer = await server(request.clone());
    const body = await answer.text();
    return new Response(body === "" ? null : addTo(body), answer);
  };
}

function addTo(body: string): string {
  try {
    const json: unknown = JSON.parse(body);
    return JSON.stringify(json, (_, value: unknown) =>
      Array.isArray(value) ? value.map(addField) : value,
    );
  } catch {
    // No JSON: nothing to add to.
    return body;
  }
}

function addField(item: unknown): unknown {
  const isObject = typeof item === "object" && item !== null && !Array.isArray(item);
  return isObject ? { ...item, brain_new_field: "new" } : item;
}

/**
 * The data change while they are read: what was there before and after is in this run or the next, or the page says
 * `drift`.
 */
export async function checkMovingData(subject: Subject, name: string): Promise<Asked> {
  const { change, clock } = subject;
  if (change === undefined) return "no `change` is given";
  const start = await subject.start(name);
  const { content: before } = await readClean(subject, name);
  const stream = subject.mount().stream(name);
  const pages: PositionedPage<object>[] = [];
  for await (const page of stream.read(start)) {
    if (pages.length === 0) change();
    pages.push(page);
  }
  await clock.advance(PAUSE_MS);

  const window = { to: new Date(clock.now() - 60_000).toISOString() };
  const positions = { ...start.positions, ...positionsAfter(pages) };
  const next = await collectPages(subject.mount().stream(name), { window, positions });
  const all = await collectPages(subject.mount().stream(name), { ...start, window });
  const after = contentOf(stream, all);
  const stayed = new Map([...before].filter(([key]) => after.has(key)));
  const loss = lossOf(stayed, contentOf(stream, [...pages, ...next]), "keys");
  if (loss === undefined || pages.some(({ quality }) => quality?.["drift"] === true))
    return undefined;
  throw failed(`Stream ${name}, whose data changed after page 1 of ${pages.length}: ${loss}.`);
}

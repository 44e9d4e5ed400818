import type { RedditClient } from "./client.ts";
import { BATCH_IDS } from "./limits.ts";
import { fullnameOf, number, text, type Thing } from "./things.ts";

/** A comment, and how many comments it hangs below. */
export interface Placed {
  readonly thing: Thing;
  readonly depth: number;
}

/** Stubs in place of comments: ids to ask for, and comments whose thread goes on elsewhere. */
interface Pending {
  /** Id → depth. */
  readonly ids: Map<string, number>;
  /** Id of a comment → its depth. */
  readonly threads: Map<string, number>;
  /** What was asked for once is not asked for again. */
  readonly asked: Set<string>;
  readonly maxDepth: number;
}

/**
 * Every comment of a post, one answer's worth at a time: only the ids of what is still missing are kept. Undefined where
 * the post itself cannot be read.
 */
export async function* readTree(
  client: RedditClient,
  post: string,
  maxDepth: number,
): AsyncGenerator<readonly Placed[] | undefined> {
  const pending: Pending = { ids: new Map(), threads: new Map(), asked: new Set(), maxDepth };
  const first = await client.thread(post, undefined);
  if ("unreadable" in first) {
    yield undefined;
    return;
  }
  yield nested(first, 0, pending);
  for (;;) {
    if (pending.ids.size > 0) {
      const batch = takeBatch(pending);
      yield flat(await client.moreChildren(post, [...batch.keys()]), batch, pending);
      continue;
    }
    const [thread] = pending.threads;
    if (thread === undefined) return;
    const [comment, depth] = thread;
    pending.threads.delete(comment);
    const below = await client.thread(post, comment);
    // Gone since its stub was made, and all below it.
    if ("unreadable" in below) continue;
    const placed = nested(below, depth, pending);
    yield placed.filter(({ thing }) => text(thing.data, "id") !== comment);
  }
}

function takeBatch({ ids }: Pending): Map<string, number> {
  const batch = new Map<string, number>();
  for (const [id, depth] of ids) {
    if (batch.size === BATCH_IDS) break;
    batch.set(id, depth);
    ids.delete(id);
  }
  return batch;
}

/** Comments in each other's `replies`, the first of them this deep. */
function nested(things: readonly Thing[], depth: number, pending: Pending): Placed[] {
  const placed: Placed[] = [];
  const left: Placed[] = things.map((thing) => ({ thing, depth })).toReversed();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next.depth >= pending.maxDepth) continue;
    if (next.thing.kind === "more") note(next, pending);
    if (next.thing.kind !== "t1") continue;
    placed.push(next);
    const below = next.depth + 1;
    const replies = repliesOf(next.thing).map((thing) => ({ thing, depth: below }));
    left.push(...replies.toReversed());
  }
  return placed;
}

/** Comments side by side, each with its parent's name. */
function flat(
  things: readonly Thing[],
  asked: ReadonlyMap<string, number>,
  pending: Pending,
): Placed[] {
  const placed: Placed[] = [];
  const depths = new Map<string, number>();
  for (const thing of things) {
    const { data } = thing;
    const parent = depths.get(text(data, "parent_id"));
    const said = number(data, "depth");
    // Older answers do not say it: an id that was asked for stands where its stub stood.
    const depth = Number.isNaN(said)
      ? (asked.get(text(data, "id")) ?? (parent === undefined ? 0 : parent + 1))
      : said;
    if (depth >= pending.maxDepth) continue;
    if (thing.kind === "more") note({ thing, depth }, pending);
    if (thing.kind !== "t1") continue;
    depths.set(fullnameOf(thing), depth);
    placed.push({ thing, depth });
  }
  return placed;
}

function note({ thing, depth }: Placed, { ids, threads, asked }: Pending): void {
  const children = thing.data["children"];
  if (Array.isArray(children) && children.length > 0) {
    for (const id of children.map(String)) {
      if (asked.has(id)) continue;
      asked.add(id);
      ids.set(id, depth);
    }
    return;
  }
  // "Continue this thread": of the parent's replies nothing is known but that there are some.
  const [kind, parent = ""] = text(thing.data, "parent_id").split("_");
  if (kind !== "t1" || asked.has(`thread ${parent}`)) return;
  asked.add(`thread ${parent}`);
  threads.set(parent, depth - 1);
}

function repliesOf({ data }: Thing): readonly Thing[] {
  // Empty text where there are none.
  const children: unknown = Reflect.get(
    Object(Reflect.get(Object(data["replies"]), "data")),
    "children",
  );
  return Array.isArray(children) ? children : [];
}

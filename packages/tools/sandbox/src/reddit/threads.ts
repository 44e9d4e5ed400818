import { commentId, postId, type Community } from "./community.ts";
import { wholeListing } from "./listing.ts";
import { commentThing, postThing, type Thing } from "./things.ts";
import type { Place, World } from "./world.ts";

/** From this depth on a thread is to be read elsewhere. */
const DEEPEST = 10;
/** A stub stands for siblings behind so many. */
const SIBLINGS = 5;
const MOST_COMMENTS = 500;

/** Which comments answer which, of one post; -1: the post. */
function childrenOf(world: World, post: Place): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>();
  for (let comment = 0; comment < world.comments(post); comment++) {
    const parent = world.parent({ ...post, comment }) ?? -1;
    const list = children.get(parent) ?? [];
    children.set(parent, list);
    list.push(comment);
  }
  return children;
}

/** Both listings of a post's page; `below`: of the thread that hangs on one comment. */
export function threadOf(
  world: World,
  community: Community,
  post: number,
  query: URLSearchParams,
  below: number | undefined,
): readonly object[] {
  const place: Place = { community, post };
  const children = childrenOf(world, place);
  const limit = Math.min(Number(query.get("limit")) || 200, MOST_COMMENTS);
  const deepest = Math.min(Number(query.get("depth")) || DEEPEST, DEEPEST);
  const tree = createTree(world, place, children, deepest, { left: limit });
  const roots = below === undefined ? tree.replies(-1, 0) : [tree.comment(below, 0)].flat();
  return [wholeListing([postThing(world, place)]), wholeListing(roots)];
}

/** Comments by id, with all that hangs on them, side by side; too many of them become stubs again. */
export function moreChildren(
  world: World,
  link: string,
  ids: readonly string[],
): Thing[] | undefined {
  const place = world.place(link);
  if (place === undefined) return undefined;
  const children = childrenOf(world, place);
  const things: Thing[] = [];
  for (const id of ids) {
    const asked = world.place(`t1_${id}`);
    if (asked?.comment === undefined || asked.post !== place.post) continue;
    const tree = createTree(world, place, children, DEEPEST, { left: MOST_COMMENTS });
    const depth = depthOf(world, place, asked.comment);
    for (const root of tree.comment(asked.comment, depth)) flatten(root, things);
  }
  return things;
}

function createTree(
  world: World,
  post: Place,
  children: ReadonlyMap<number, readonly number[]>,
  deepest: number,
  budget: { left: number },
) {
  const { community } = post;
  const nameOf = (comment: number): string =>
    comment === -1
      ? `t3_${postId(community, post.post)}`
      : `t1_${commentId(community, post.post, comment)}`;
  /** Nothing of what is gone, unless something hangs on it. */
  const comment = (number: number, depth: number): Thing[] => {
    const place: Place = { ...post, comment: number };
    const isLeaf = (children.get(number) ?? []).length === 0;
    const ending = world.ending(place);
    if (ending === "purged" || (ending !== undefined && isLeaf)) return [];
    budget.left -= 1;
    const { kind, data } = commentThing(world, place, depth);
    const below = replies(number, depth + 1);
    return [{ kind, data: { ...data, replies: below.length === 0 ? "" : wholeListing(below) } }];
  };
  const replies = (parent: number, depth: number): Thing[] => {
    const list = children.get(parent) ?? [];
    if (list.length === 0) return [];
    const stub = { parent_id: nameOf(parent), depth };
    if (depth >= deepest) {
      return [{ kind: "more", data: { ...stub, count: 0, name: "t1__", id: "_", children: [] } }];
    }
    const things: Thing[] = [];
    for (const [index, number] of list.entries()) {
      if (index >= SIBLINGS || budget.left <= 0) {
        const left = list.slice(index).map((one) => commentId(community, post.post, one));
        const id = left[0] ?? "";
        const data = { ...stub, count: left.length, name: `t1_${id}`, id, children: left };
        return [...things, { kind: "more", data }];
      }
      things.push(...comment(number, depth));
    }
    return things;
  };
  return { comment, replies };
}

function depthOf(world: World, post: Place, comment: number): number {
  let depth = 0;
  for (
    let parent = world.parent({ ...post, comment });
    parent !== undefined;
    parent = world.parent({ ...post, comment: parent })
  ) {
    depth += 1;
  }
  return depth;
}

function flatten(thing: Thing, into: Thing[]): void {
  const replies: unknown = Reflect.get(Object(thing.data["replies"]), "data");
  into.push({
    kind: thing.kind,
    data: thing.kind === "more" ? thing.data : { ...thing.data, replies: "" },
  });
  const below: unknown = Reflect.get(Object(replies), "children");
  // What `wholeListing` made a moment ago.
  for (const child of Array.isArray(below) ? (below as Thing[]) : []) flatten(child, into);
}

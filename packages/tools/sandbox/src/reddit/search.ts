import type { Community } from "./community.ts";
import type { Item } from "./listing.ts";
import { postItem, sampled, sinceOf } from "./rankings.ts";
import { postThing } from "./things.ts";
import type { Place, World } from "./world.ts";

/** A search gives no more. */
const FOUND = 250;

/** Posts that hold the words of a query, all of them, or one of several alternatives. */
export function search(
  world: World,
  communities: readonly Community[],
  query: URLSearchParams,
): Item[] {
  const since = sinceOf(query.get("t"), "all", world.nowS());
  const isMeant = matcher(query.get("q") ?? "");
  const found = communities
    .flatMap((community) => sampled(world, community))
    .filter(
      (place) =>
        world.ending(place) === undefined &&
        world.madeAt(place) >= since &&
        isMeant(textOf(world, place)),
    );
  const order = query.get("sort") ?? "relevance";
  const weight = (place: Place): number => {
    if (order === "new") return world.madeAt(place);
    if (order === "comments") return world.comments(place);
    return order === "relevance" ? world.hashOf(place, 20) : world.score(place);
  };
  return found
    .map((place) => ({ place, weight: weight(place) }))
    .toSorted((one, other) => other.weight - one.weight)
    .slice(0, FOUND)
    .map(({ place }) => postItem(world, place));
}

function textOf(world: World, place: Place): string {
  const { data } = postThing(world, place);
  return `${String(data["title"])} ${String(data["selftext"])}`.toLowerCase();
}

function matcher(query: string): (text: string) => boolean {
  const alternatives = query
    .toLowerCase()
    .split(" or ")
    .map((part) =>
      [...part.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word = ""]) =>
        (quoted ?? word).replace(/^(?:title|selftext):/, ""),
      ),
    );
  return (text) =>
    alternatives.some((words) => words.length > 0 && words.every((word) => text.includes(word)));
}

import type { Community } from "./community.ts";
import type { Inbox } from "./inbox.ts";
import { pageOf, wholeListing, type Item } from "./listing.ts";
import { newest, newestComments, ranked, stickied } from "./rankings.ts";
import { Refusal } from "./refusal.ts";
import { search } from "./search.ts";
import { subredditName } from "./community.ts";
import { moreChildren, threadOf } from "./threads.ts";
import { commentThing, postThing, subredditThing, type Thing } from "./things.ts";
import type { World } from "./world.ts";

/** One kind of request: what its path looks like, the scope it needs, and its answer. */
export interface Route {
  readonly endpoint: string;
  readonly pattern: RegExp;
  readonly scope: string;
  answer(parts: readonly string[], query: URLSearchParams): object;
}

/** Fullnames in one request. */
const MOST_INFO = 100;

/** What Reddit answers to reading; at most so many things are in a page. */
export function createRoutes(
  world: World,
  inbox: Inbox,
  username: string,
  most: number,
): readonly Route[] {
  const startS = world.nowS();
  const open = (name: string): Community => {
    const community = world.community(name);
    if (community === undefined) {
      const location = `/subreddits/search?q=${encodeURIComponent(name)}`;
      throw new Refusal(302, "<html><title>302 Found</title></html>", { location });
    }
    const { access } = community;
    if (access === "banned") {
      throw new Refusal(404, { reason: access, message: "Not Found", error: 404 });
    }
    if (access !== "public") {
      throw new Refusal(403, { reason: access, message: "Forbidden", error: 403 });
    }
    return community;
  };
  /** Several subreddits are joined by a plus. */
  const all = (names: string): Community[] =>
    /^(?:all|popular)$/i.test(names)
      ? world.communities.filter(({ access }) => access === "public")
      : names.split("+").map(open);
  const subreddits = (wanted: string): Item[] =>
    world.communities
      .filter(({ access, name }) => access === "public" && name.toLowerCase().includes(wanted))
      .map((community) => ({
        fullname: subredditName(community),
        thing: () => subredditThing(community, startS),
      }));
  const route = (
    endpoint: string,
    pattern: string,
    answer: Route["answer"],
    scope = "read",
  ): Route => ({ endpoint, pattern: new RegExp(`^/${pattern}/?(?:\\.json)?$`), scope, answer });

  return [
    route("/r/{subreddit}/new", "r/([^/]+)/new", ([names = ""], query) => {
      const communities = all(names);
      const [only] = communities.length === 1 ? communities : [];
      const front = only === undefined ? [] : stickied(world, only);
      return pageOf(newest(world, communities), query, most, front);
    }),
    route(
      "/r/{subreddit}/{ranking}",
      "r/([^/]+)/(hot|top|rising|controversial)",
      ([names = "", ranking = ""], query) => {
        const communities = all(names);
        const [only] = communities.length === 1 && ranking === "hot" ? communities : [];
        const front = only === undefined ? [] : stickied(world, only);
        return pageOf(ranked(world, communities, ranking, query.get("t")), query, most, front);
      },
    ),
    route("/r/{subreddit}/comments", "r/([^/]+)/comments", ([name = ""], query) =>
      pageOf(newestComments(world, open(name)), query, most),
    ),
    route("/r/{subreddit}/search", "r/([^/]+)/search", ([name = ""], query) => {
      const community = open(name);
      const isHere = query.get("restrict_sr") === "1" || query.get("restrict_sr") === "true";
      return pageOf(search(world, isHere ? [community] : all("all"), query), query, most);
    }),
    route("/search", "search", (_, query) => pageOf(search(world, all("all"), query), query, most)),
    route("/r/{subreddit}/about", "r/([^/]+)/about", ([name = ""]) =>
      subredditThing(open(name), startS),
    ),
    route(
      "/comments/{post}",
      "(?:r/[^/]+/)?comments/([a-z0-9]+)(?:/[^/]*)?(?:/([a-z0-9]+))?",
      ([id = "", comment], query) => {
        const place = world.place(`t3_${id}`);
        if (place === undefined || world.ending(place) === "purged") {
          throw new Refusal(404, { message: "Not Found", error: 404 });
        }
        const { community, post } = place;
        open(community.name);
        const below = comment ?? query.get("comment") ?? undefined;
        const root = below === undefined ? undefined : world.place(`t1_${below}`)?.comment;
        return threadOf(world, community, post, query, root);
      },
    ),
    route("/api/morechildren", "api/morechildren", (_, query) => {
      const ids = (query.get("children") ?? "").split(",").filter((id) => id !== "");
      const things = moreChildren(world, query.get("link_id") ?? "", ids);
      if (things === undefined) {
        return { json: { errors: [["NO_LINK_ID", "no link id given", "link_id"]] } };
      }
      return { json: { errors: [], data: { things } } };
    }),
    route("/api/info", "api/info", (_, query) => {
      const names = (query.get("id") ?? "").split(",").slice(0, MOST_INFO);
      return wholeListing(names.flatMap((name) => infoOf(world, name, startS) ?? []));
    }),
    route("/subreddits/search", "subreddits/search", (_, query) =>
      pageOf(subreddits((query.get("q") ?? "").toLowerCase()), query, most),
    ),
    route("/subreddits/popular", "subreddits/popular", (_, query) =>
      pageOf(subreddits(""), query, most),
    ),
    route(
      "/message/inbox",
      "message/inbox",
      (_, query) => pageOf(inbox.items(), query, most),
      "privatemessages",
    ),
    route("/api/v1/me", "api/v1/me", () => accountOf(username, startS), "identity"),
  ];
}

/** Deleted things are there as tombstones; those without a trace are left out. */
function infoOf(world: World, name: string, startS: number): Thing | undefined {
  const community = world.communities.find((one) => subredditName(one) === name);
  if (community !== undefined) return subredditThing(community, startS);
  const place = world.place(name);
  if (place === undefined || world.ending(place) === "purged") return undefined;
  return place.comment === undefined
    ? postThing(world, place)
    : commentThing(world, place, undefined);
}

function accountOf(name: string, startS: number): object {
  return {
    id: "9sandbox",
    name,
    created: startS - 90_000_000,
    created_utc: startS - 90_000_000,
    link_karma: 321,
    comment_karma: 654,
    total_karma: 975,
    has_verified_email: true,
    is_gold: false,
    is_mod: false,
    inbox_count: 0,
    over_18: true,
    verified: true,
  };
}

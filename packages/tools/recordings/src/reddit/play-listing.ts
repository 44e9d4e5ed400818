import type { RedditConfig } from "@brain/reddit";
import { compareRows } from "../compare-rows.ts";
import { letPass } from "../let-pass.ts";
import { load } from "../load.ts";
import type { Recordings } from "../recordings.ts";
import { answerOf, pathOf, readCassettes, type RecordedExchange } from "./cassettes.ts";
import { expectedOf, thingsIn } from "./expected.ts";
import { playReddit } from "./play-reddit.ts";

const DUE = { id: "VARCHAR", created_at: "TIMESTAMP" };

/** A listing's recorded page, whose end is then an empty one, through a stream into DuckDB. */
export function playListing(
  name: string,
  kind: string,
  config: Partial<RedditConfig>,
  due: Readonly<Record<string, string>> = {},
) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const exchange = await lastOf(recordings, path);
    const played = playReddit(({ url }) => {
      if (url.pathname.toLowerCase() !== pathOf(exchange).toLowerCase()) return undefined;
      return url.searchParams.has("after") ? Response.json(END) : answerOf(exchange);
    }, config);
    const loaded = await letPass(played.clock, load(played.stream(name), { clock: played.clock }));
    const expected = thingsIn(exchange.response.body, kind).map(expectedOf);
    return compareRows(loaded, expected, ["id"], { ...DUE, ...due });
  };
}

const END = { kind: "Listing", data: { children: [], after: null, before: null, modhash: "" } };

/** A recorded thread below its post. */
export async function playThread(recordings: Recordings, path: string): Promise<string> {
  const exchange = await lastOf(recordings, path);
  const posts = thingsIn(exchange.response.body, "t3");
  const played = playReddit(
    ({ url }) => {
      if (url.pathname.endsWith("/new")) {
        return Response.json({ ...END, data: { ...END.data, children: posts } });
      }
      return url.pathname.startsWith("/comments/") ? answerOf(exchange) : undefined;
    },
    { subreddits: ["played"] },
  );
  const stream = played.stream("post_comments");
  const loaded = await letPass(played.clock, load(stream, { clock: played.clock }));
  const expected = thingsIn(exchange.response.body, "t1").map(expectedOf);
  const due = { ...DUE, depth: "BIGINT", link_created_at: "TIMESTAMP" };
  return compareRows(loaded, expected, ["id"], due);
}

/** Recorded expansions: each becomes the answer to a stub that names the ids that were asked for. */
export async function playMore(recordings: Recordings, path: string): Promise<string> {
  const [cassette] = await readCassettes(recordings, path);
  const exchanges = cassette?.exchanges.filter((one) => pathOf(one) === "/api/morechildren") ?? [];
  const batches = exchanges.map((one) => {
    const form = new URLSearchParams(String(one.request.body));
    return { one, link: form.get("link_id") ?? "", ids: form.get("children")?.split(",") ?? [] };
  });
  const [{ link } = { link: "" }] = batches;
  const asked = new Set(batches.flatMap(({ ids }) => ids));
  const stub = {
    kind: "more",
    data: {
      name: "t1_x",
      id: "x",
      parent_id: link,
      depth: 0,
      count: asked.size,
      children: [...asked],
    },
  };
  const post = {
    kind: "t3",
    data: {
      id: link.slice("t3_".length),
      name: link,
      title: "played",
      author: "user",
      permalink: "/r/played/",
      created_utc: 1_440_000_000,
      edited: false,
      num_comments: 900,
    },
  };
  const list = (children: readonly object[]): object => ({
    ...END,
    data: { ...END.data, children },
  });
  const played = playReddit(
    ({ url, body }) => {
      if (url.pathname.endsWith("/new")) return Response.json(list([post]));
      if (url.pathname.startsWith("/comments/")) {
        return Response.json([list([post]), list([stub])]);
      }
      if (url.pathname !== "/api/morechildren") return undefined;
      const ids = new Set(new URLSearchParams(String(body)).get("children")?.split(","));
      const things = batches
        .filter((batch) => batch.ids.every((id) => ids.has(id)))
        .flatMap(({ one }) => thingsOf(one));
      return Response.json({ json: { errors: [], data: { things } } });
    },
    { subreddits: ["played"] },
  );
  const stream = played.stream("post_comments");
  const loaded = await letPass(played.clock, load(stream, { clock: played.clock }));
  const expected = batches.flatMap(({ one }) => thingsIn(one.response.body, "t1")).map(expectedOf);
  return `${compareRows(loaded, expected, ["id"], DUE)}, ${batches.length} expansions`;
}

function thingsOf({ response }: RecordedExchange): readonly unknown[] {
  const things: unknown = Reflect.get(
    Object(Reflect.get(Object(Reflect.get(Object(response.body), "json")), "data")),
    "things",
  );
  return Array.isArray(things) ? things : [];
}

/** The last recorded exchange of a file: those before it fetched a token. */
async function lastOf(recordings: Recordings, path: string): Promise<RecordedExchange> {
  const cassettes = await readCassettes(recordings, path);
  const exchange = cassettes.at(-1)?.exchanges.at(-1);
  if (exchange === undefined) throw new Error("the file has no exchange");
  return exchange;
}

import { BrainError, type Runtime } from "@brain/core";
import { httpClient, path, type Answer, type RequestOptions } from "@brain/http";
import { redditBudgets } from "./allowance.ts";
import type { ResolvedRedditConfig } from "./config.ts";
import { PAGE_THINGS, TREE_COMMENTS } from "./limits.ts";
import {
  isListing,
  pageOf,
  type Listing,
  type ListingPage,
  type Thing,
  type Unreadable,
} from "./things.ts";
import { redditAuth } from "./token-auth.ts";
import { userAgentOf } from "./user-agent.ts";
import { classify, reasonOf } from "./vendor-errors.ts";

/** Reddit, as far as it is read. Lives as long as one scope. */
export type RedditClient = ReturnType<typeof createRedditClient>;

/** What is no error of the whole reading: this one place is closed, gone, or forbidden by law. */
const UNREADABLE = [403, 404, 451];

/** A client of Reddit's Data API ({@link https://www.reddit.com/dev/api | vendor doc}, read 2026-11-24). */
export function createRedditClient(config: ResolvedRedditConfig, runtime: Runtime) {
  const { budgets, allowance } = redditBudgets(runtime);
  const http = httpClient(
    {
      baseUrl: config.baseUrl,
      auth: redditAuth(config),
      headers: { "user-agent": userAgentOf(config) },
      http: config.http,
      budgets,
      allowance,
      classify: (response, body) => classify(response, body, runtime.clock),
    },
    runtime,
  );
  /** An answer, or why this place cannot be read. */
  const ask = async <T>(
    route: string,
    options: Omit<RequestOptions, "query"> & Pick<Listing, "query">,
  ): Promise<Answer<T> | Unreadable> => {
    const query = { ...options.query, raw_json: "1" };
    const shape = (body: unknown): boolean => options.shape?.(body) !== false;
    try {
      const answer = await http.json<T>(route, { ...options, query, shape, expect: UNREADABLE });
      if (answer.status >= 300) {
        return { unreadable: reasonOf(answer.body) ?? `status ${answer.status}` };
      }
      // Where there is no such subreddit, Reddit leads to a search for its name.
      return isLedAway(route, answer.url) ? { unreadable: "not found" } : answer;
    } catch (error) {
      if (BrainError.isInstance(error) && error.code === "redirect_blocked") {
        return { unreadable: "not found" };
      }
      throw error;
    }
  };

  return {
    /** A page of a listing, from an anchor on. */
    async list(listing: Listing, after: string | undefined): Promise<ListingPage | Unreadable> {
      const answer = await ask<Parameters<typeof pageOf>[0]>(listing.path, {
        endpoint: listing.endpoint,
        query: {
          ...listing.query,
          limit: String(PAGE_THINGS),
          ...(after === undefined ? {} : { after }),
        },
        shape: isListing,
      });
      return "unreadable" in answer ? answer : pageOf(answer.body);
    },

    /** A post's comments as far as one answer holds them, or those below one comment. */
    async thread(
      post: string,
      comment: string | undefined,
    ): Promise<readonly Thing[] | Unreadable> {
      const route =
        comment === undefined ? path`comments/${post}` : path`comments/${post}/_/${comment}`;
      const answer = await ask<readonly [unknown, Parameters<typeof pageOf>[0]]>(route, {
        endpoint: "comments/{post}",
        query: { limit: String(TREE_COMMENTS), sort: "confidence" },
        shape: (body) => isThreadOf(post, body),
      });
      return "unreadable" in answer ? answer : pageOf(answer.body[1]).things;
    },

    /** The comments of these ids with what hangs on them, flat. A GET would be too long an address. */
    async moreChildren(post: string, ids: readonly string[]): Promise<readonly Thing[]> {
      const { body } = await http.json<{ json: { data: { things: readonly Thing[] } } }>(
        "api/morechildren",
        {
          method: "POST",
          query: { raw_json: "1" },
          form: {
            api_type: "json",
            link_id: `t3_${post}`,
            children: ids.join(","),
            sort: "confidence",
          },
          readOnly: true,
          budget: "morechildren",
          shape: (answer) => Array.isArray(answer?.json?.data?.things),
        },
      );
      return body.json.data.things;
    },

    /** Those of these fullnames that exist, in any order. */
    async info(fullnames: readonly string[]): Promise<readonly Thing[]> {
      const { body } = await http.json<Parameters<typeof pageOf>[0]>("api/info", {
        query: { id: fullnames.join(","), raw_json: "1" },
        shape: isListing,
      });
      return pageOf(body).things;
    },

    /** What a subreddit says of itself. */
    async about(subreddit: string): Promise<Thing | Unreadable> {
      const answer = await ask<Thing>(path`r/${subreddit}/about`, {
        endpoint: "r/{subreddit}/about",
        // A list is where Reddit leads those who ask for one that does not exist.
        shape: (body) => isAbout(subreddit, body) || isListing(body),
      });
      return "unreadable" in answer ? answer : answer.body;
    },

    /** The account that the token stands for. */
    async me(): Promise<Thing["data"]> {
      const { body } = await http.json<Thing["data"]>("api/v1/me", {
        query: { raw_json: "1" },
        shape: (answer) => typeof answer?.name === "string",
      });
      return body;
    },
  };
}

/** Two lists: the post that was asked for, and its comments. */
function isThreadOf(post: string, body: unknown): boolean {
  if (!Array.isArray(body) || body.length !== 2 || !body.every(isListing)) return false;
  const [about] = body as Parameters<typeof pageOf>; // `isListing` has just seen it.
  return pageOf(about).things[0]?.data["id"] === post;
}

function isAbout(subreddit: string, body: unknown): boolean {
  const { kind, data } = Object(body);
  return kind === "t5" && String(data?.display_name).toLowerCase() === subreddit;
}

function isLedAway(route: string, url: string): boolean {
  return /\/subreddits\/search\/?$/.test(new URL(url).pathname) && !route.startsWith("subreddits");
}

import { commentId, postId, subredditName, type Community } from "./community.ts";
import { commentFields, postFields, subredditFields } from "./fields.ts";
import type { Place, World } from "./world.ts";

/** A thing as Reddit sends it. */
export interface Thing {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const REDDIT = "https://www.reddit.com";
const SUBJECTS = [
  "Café culture",
  "Our party",
  "Modern art",
  "Pipelines",
  "Résumé tips",
  "Typed records",
  "A quiet week",
  "Budgets & limits",
];
const REMARKS = [
  "what do you think?",
  "a short report",
  "ask me anything",
  "<b>bold</b> claims & facts",
  "year in review",
];
const FLAIRS = [null, "Discussion", "Help", "Showcase"];

/** A post, as far as anybody may see it. */
export function postThing(world: World, { community, post }: Place): Thing {
  const place: Place = { community, post };
  const id = postId(community, post);
  const edit = world.edit(place);
  const { title, text } = { ...world.written(place), ...edit };
  const slug = `post_${post}`;
  const permalink = `/r/${community.name}/comments/${id}/${slug}/`;
  const isSelf = world.hashOf(place, 10) % 4 !== 0;
  const ending = world.ending(place);
  const score = world.score(place);
  const made = world.madeAt(place);
  const written = text ?? `${world.pickFor(place, 13, REMARKS)} Post number ${post}.`;
  return {
    kind: "t3",
    data: {
      ...postFields,
      ...authorOf(world, place),
      ...communityOf(community),
      id,
      name: `t3_${id}`,
      title: title ?? `${world.pickFor(place, 11, SUBJECTS)}: ${world.pickFor(place, 12, REMARKS)}`,
      ...bodyOf("selftext", isSelf ? written : "", ending),
      is_self: isSelf,
      domain: isSelf ? `self.${community.name}` : "example.com",
      url: isSelf ? REDDIT + permalink : `https://example.com/${community.name}/${post}`,
      ...(isSelf
        ? {}
        : { url_overridden_by_dest: `https://example.com/${community.name}/${post}` }),
      permalink,
      score,
      ups: score,
      upvote_ratio: Math.round(50 + 50 * world.fractionFor(place, 14)) / 100,
      num_comments: world.comments(place),
      created: made,
      created_utc: made,
      edited: edit === undefined ? false : edit.at,
      over_18: world.hashOf(place, 15) % 50 === 0,
      stickied: post < stickiedOf(community),
      link_flair_text: world.pickFor(place, 16, FLAIRS),
      removed_by_category:
        ending === "deleted" ? "deleted" : ending === "removed" ? "moderator" : null,
      subreddit_subscribers: subscribersOf(community),
    },
  };
}

/** The first posts of a subreddit, which stay on top of its lists: so many. */
export function stickiedOf({ posts }: Community): number {
  return Math.min(2, posts);
}

/** A comment without its replies. */
export function commentThing(world: World, place: Place, depth: number | undefined): Thing {
  const { community, post, comment = 0 } = place;
  const id = commentId(community, post, comment);
  const link = postId(community, post);
  const parent = world.parent(place);
  const edit = world.edit(place);
  const score = world.score(place);
  const made = world.madeAt(place);
  const written = edit?.text ?? `${world.pickFor(place, 13, REMARKS)} Comment number ${comment}.`;
  return {
    kind: "t1",
    data: {
      ...commentFields,
      ...authorOf(world, place),
      ...communityOf(community),
      id,
      name: `t1_${id}`,
      link_id: `t3_${link}`,
      parent_id: parent === undefined ? `t3_${link}` : `t1_${commentId(community, post, parent)}`,
      ...bodyOf("body", written, world.ending(place)),
      permalink: `/r/${community.name}/comments/${link}/post_${post}/${id}/`,
      is_submitter: world.authorNumber(place) === world.authorNumber({ community, post }),
      score,
      ups: score,
      created: made,
      created_utc: made,
      edited: edit === undefined ? false : edit.at,
      replies: "",
      ...(depth === undefined ? {} : { depth }),
    },
  };
}

export function subredditThing(community: Community, startS: number): Thing {
  const { index, name, access } = community;
  const made = startS - (index + 1) * 40_000_000;
  return {
    kind: "t5",
    data: {
      ...subredditFields,
      id: subredditName(community).slice("t5_".length),
      name: subredditName(community),
      display_name: name,
      title: `All about ${name}`,
      public_description: `Where people talk about ${name}.`,
      description: `# Rules of ${name}`,
      subscribers: subscribersOf(community),
      subreddit_type: access === "private" ? "private" : "public",
      url: `/r/${name}/`,
      created: made,
      created_utc: made,
    },
  };
}

function subscribersOf({ index }: Community): number {
  return Math.floor(900_000 / (index + 1));
}

function communityOf(community: Community) {
  return {
    subreddit: community.name,
    subreddit_id: subredditName(community),
    subreddit_name_prefixed: `r/${community.name}`,
  };
}

/** Nobody, where the author or what was written is deleted. */
function authorOf(world: World, place: Place) {
  if (world.ending(place) !== undefined || !world.hasAuthor(place)) return { author: "[deleted]" };
  const number = world.authorNumber(place);
  return {
    author: `sandbox_user_${number}`,
    author_fullname: `t2_${(50_000 + number).toString(36)}`,
  };
}

function bodyOf(field: "body" | "selftext", written: string, ending: string | undefined) {
  const text = ending === undefined ? written : ending === "removed" ? "[removed]" : "[deleted]";
  const html = text === "" ? null : `<div class="md"><p>${escaped(text)}</p></div>`;
  return { [field]: text, [`${field}_html`]: html };
}

/** As texts come without `raw_json`. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

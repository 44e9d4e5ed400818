import { from, maskDeclared, rules, type RecordOf, type RuleSet } from "@brain/core";
import { reddit } from "./reddit.ts";
import { redditRules } from "./rules.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

const app = { clientId: "c", clientSecret: "s", userAgent: "node:x:v1 (by /u/x)" } as const;
const { streams } = reddit({ ...app, subreddits: ["r/brain"], topTime: "week" });
reddit({ clientId: "c", clientSecret: "s", username: "u", password: "p" });

void (true satisfies Equal<RecordOf<typeof streams.posts>["id"], string>);
void (true satisfies Equal<RecordOf<typeof streams.posts>["author"], string | null>);
void (true satisfies Equal<RecordOf<typeof streams.posts>["is_deleted"], boolean>);
// What Reddit adds is known to nobody yet.
void (true satisfies Equal<RecordOf<typeof streams.posts>["gilded"], unknown>);
void (true satisfies Equal<RecordOf<typeof streams.posts_top>["rank"], number>);
void (true satisfies Equal<RecordOf<typeof streams.post_comments>["depth"], number | null>);
void (true satisfies Equal<RecordOf<typeof streams.search_posts>["query"], string>);
from(streams.posts)
  .protect(maskDeclared(streams.posts))
  .into("posts", { key: ["id"] });

// @ts-expect-error no such stream
void streams.karma;
// @ts-expect-error no client id
reddit({ clientSecret: "s", userAgent: "node:x:v1 (by /u/x)" });
// @ts-expect-error no such window
reddit({ ...app, topTime: "decade" });
// @ts-expect-error a list
reddit({ ...app, subreddits: "r/brain" });
// @ts-expect-error misspelt
reddit({ ...app, keyword: ["x"] });
// @ts-expect-error not a declared field
void streams.posts.read({ fields: ["titel"] });

// Its rules fit its streams, which stay streams: personal data can still be protected behind them.
from(streams.posts)
  .validate(rules(redditRules.posts))
  .protect(maskDeclared(streams.posts))
  .into("posts");
// @ts-expect-error no such field
void ({ required: ["nope"] } satisfies RuleSet<RecordOf<typeof streams.posts>>);

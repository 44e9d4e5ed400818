import { expect, test } from "vitest";
import { reddit } from "./reddit.ts";

const app = { clientId: "c", clientSecret: "s", userAgent: "node:x:v1 (by /u/x)" };

test.each([
  [{ clientId: "c", clientSecret: "s" }, "userAgent"],
  [{ ...app, userAgent: "curl/8" }, "names who runs it"],
  [{ ...app, password: "p" }, "needs `username`"],
  [{ clientId: "c", username: "u", password: "p" }, "script app"],
  [{ ...app, username: "u", password: "p", refreshToken: "r" }, "exclude each other"],
  [{ ...app, subreddits: ["r/no way"] }, "no name of a subreddit"],
  [{ ...app, searchInSubreddits: true }, "needs `subreddits`"],
  [{ ...app, storedIds: ["t9_x"] }, "no fullname"],
  [{ ...app, searches: ["x".repeat(513)] }, "searches"],
])("%j is refused: %s", (config, problem) => {
  expect(() => reddit(config)).toThrow(problem);
});

test("every problem is told at once", () => {
  const wrong = { clientId: "", clientSecret: "s", lookbackDays: 99, subreddits: ["r/no way"] };

  expect(() => reddit(wrong)).toThrow(
    /(?=[^]*clientId)(?=[^]*lookbackDays)(?=[^]*subreddits)(?=[^]*userAgent)/,
  );
});

test("names of subreddits are one, however they are written", async () => {
  const { streams } = reddit({ ...app, subreddits: ["r/AskBrain", "/r/askbrain/", "ASKBRAIN"] });
  const partitions = [];
  const window = { to: "2026-11-24" };
  for await (const { key } of streams.posts.open({}).partitions({ window })) partitions.push(key);

  expect(partitions).toEqual(["askbrain"]);
});

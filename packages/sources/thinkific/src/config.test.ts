import { BrainError } from "@brain/core";
import { expect, test } from "vitest";
import { apiKey, clientId, clientSecret, refreshToken, subdomain } from "./site.fixture.ts";
import { thinkific } from "./thinkific.ts";

function problemsOf(config: object): string {
  try {
    thinkific(config);
  } catch (error) {
    if (BrainError.isInstance(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "";
}

test("[ER-3] all problems are told at once, and no secret", () => {
  const problems = problemsOf({
    apiKey: "hush",
    accessToken: "hush",
    subdomain: "school.thinkific.com",
    requestsPerMinute: 0,
    page: 2,
  });

  for (const part of ["exclude each other", "no domain", "requestsPerMinute", "page"]) {
    expect(problems).toContain(part);
  }
  expect(problems).not.toContain("hush");
});

test.each([
  [{}, "give `apiKey` and `subdomain`"],
  [{ apiKey }, "`apiKey` needs the `subdomain`"],
  [{ clientId, clientSecret, refreshToken }, "together"],
  [{ clientId, clientSecret, subdomain }, "together"],
  [{ accessToken: "t", tokenUrl: "https://x.example" }, "exclude each other"],
])("%j is refused", (config, problem) => {
  expect(problemsOf(config)).toContain(problem);
});

test("two sites are two identities, whatever the credentials and however fast they are asked", () => {
  const identityOf = (config: Parameters<typeof thinkific>[0]) =>
    thinkific(config).streams.users.identity;

  expect(identityOf({ apiKey, subdomain: "one" })).not.toEqual(
    identityOf({ apiKey, subdomain: "two" }),
  );
  expect(identityOf({ accessToken: "t", subdomain: "One" })).toEqual(
    identityOf({ apiKey, subdomain: "one", requestsPerMinute: 1_000 }),
  );
});

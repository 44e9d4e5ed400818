import { expect, test } from "vitest";
import { errorPages } from "./error-pages.ts";

const registry = {
  timeout: { kind: "NetworkError", what: "No answer came.", fix: "Run again.", retryable: true },
  tls: { kind: "NetworkError", what: "Bad certificate.", fix: "Install it.", retryable: false },
  not_json: { kind: "DecodeError", what: "Not JSON.", fix: "Check the URL.", retryable: true },
};

test("each code has a page that says what happened and what to do", () => {
  const page = errorPages(registry).get("tls.md");

  expect(page).toContain("Bad certificate.");
  expect(page).toContain("Install it.");
  expect(page).toContain("No: the same call fails again");
});

test("the index links to every code, under its class", () => {
  const index = errorPages(registry).get("README.md") ?? "";

  expect(index.match(/\((\w+)\.md\)/g)).toEqual(["(timeout.md)", "(tls.md)", "(not_json.md)"]);
  expect(index.match(/^## .*/gm)).toEqual(["## NetworkError", "## DecodeError"]);
});

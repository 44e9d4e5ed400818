import { expect, test } from "vitest";
import { quoted } from "./quoted.ts";

test.each([
  ["No such property.", ": No such property"],
  ["Wait ... ", ": Wait"],
  ["x".repeat(400), `: ${"x".repeat(200)}`],
  ["<html>Bad gateway</html>", ""],
  ["", ""],
  [" .\n", ""],
  [null, ""],
  [undefined, ""],
])("%j ends a sentence as %j", (message, end) => {
  expect(quoted(message)).toBe(end);
});

import { BrainError } from "@brain/core";
import { describe, expect, test } from "vitest";
import { path } from "../path.ts";
import { resolvePath } from "./resolve-path.ts";

const base = new URL("https://api.example.com/v1/");

function resolved(given: string): string {
  try {
    return resolvePath(given, base, false).href;
  } catch (error) {
    return BrainError.isInstance(error) ? error.code : String(error);
  }
}

describe("[HT-6] a path", () => {
  test.each([
    ["contacts", "https://api.example.com/v1/contacts"],
    ["/contacts", "https://api.example.com/v1/contacts"],
    ["//evil.example/x", "https://api.example.com/v1/evil.example/x"],
    ["contacts?limit=1", "https://api.example.com/v1/contacts?limit=1"],
    ["properties/1:runReport", "https://api.example.com/v1/properties/1:runReport"],
    ["crm:contacts", "https://api.example.com/v1/crm:contacts"],
    ["files/a..b", "https://api.example.com/v1/files/a..b"],
    ["search?q=..%2F", "https://api.example.com/v1/search?q=..%2F"],
    ["", "https://api.example.com/v1/"],
  ])("%s stays below the base", (given, expected) => {
    expect(resolved(given)).toBe(expected);
  });

  test.each([
    "../admin",
    "contacts/../../admin",
    "contacts/..",
    "contacts/%2e%2e/x",
    "contacts/.%2E/x",
    "./x",
    String.raw`contacts\..\x`,
    "contacts#x",
    "contacts/a\nb",
    "contacts/a\u0000b",
  ])("%j is refused", (given) => {
    expect(resolved(given)).toBe("address_blocked");
  });

  test.each([
    ["https://api.example.com/v2/contacts?after=1", "https://api.example.com/v2/contacts?after=1"],
    ["https://evil.example/v1/contacts", "redirect_blocked"],
    ["http://api.example.com/v1/contacts", "redirect_blocked"],
    ["https://api.example.com:8443/v1/contacts", "redirect_blocked"],
    ["https://api.example.com@evil.example/", "redirect_blocked"],
    ["https://user@api.example.com/", "address_blocked"],
    ["https://169.254.169.254/latest", "redirect_blocked"],
  ])("the next link %s leads to %s", (given, expected) => {
    expect(resolved(given)).toBe(expected);
  });
});

describe("[HT-6] an id", () => {
  test.each([
    ["a/b", "contacts/a%2Fb"],
    ["../x", "contacts/..%2Fx"],
    ["a?b#c", "contacts/a%3Fb%23c"],
    ["a\nb", "contacts/a%0Ab"],
    ["äö %", "contacts/%C3%A4%C3%B6%20%25"],
    [7, "contacts/7"],
  ])("%j cannot change the path", (id, expected) => {
    expect(path`contacts/${id}`).toBe(expected);
    expect(resolved(path`contacts/${id}`)).toBe(`https://api.example.com/v1/${expected}`);
  });

  test("stands between fixed parts", () => {
    expect(path`a/${"b"}/c/${2}/d`).toBe("a/b/c/2/d");
    expect(path`plain`).toBe("plain");
  });

  test.each(["", ".", "..", "\uD800"])("%j is refused, since no encoding keeps it", (id) => {
    expect(() => path`contacts/${id}/notes`).toThrow(
      expect.objectContaining({ code: "address_blocked" }),
    );
  });
});

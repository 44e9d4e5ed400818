import { expect, test } from "vitest";
import { countryCodes } from "./country-codes.ts";
import { currencyCodes } from "./currency-codes.ts";
import { isEmail, isUrl, isUuid } from "./text-formats.ts";

test.each([
  "ada@example.com",
  "a.b+c_d'e@sub.example.co.uk",
  "josé@correo.españa.es",
  "用户@例子.广告",
  `${"a".repeat(64)}@example.com`,
])("%s is an e-mail address", (text) => {
  expect(isEmail(text)).toBe(true);
});

test.each([
  "",
  "ada",
  "@example.com",
  "ada@",
  "ada@example",
  "ada@example.1",
  "ada@-example.com",
  "ada@example-.com",
  "ada@example..com",
  ".ada@example.com",
  "ada.@example.com",
  "a..da@example.com",
  "a da@example.com",
  "ada@exam ple.com",
  "ada@@example.com",
  "ada@example.com\n",
  "ada@example.com ",
  "\ud800@example.com",
  '"a b"@example.com',
  `${"a".repeat(65)}@example.com`,
  `ada@${"a".repeat(250)}.com`,
])("%j is no e-mail address", (text) => {
  expect(isEmail(text)).toBe(false);
});

test.each(["https://example.com", "http://localhost:8080/a?b=c#d", "HTTPS://例子.example/é"])(
  "%s is a URL",
  (text) => {
    expect(isUrl(text)).toBe(true);
  },
);

test.each([
  "",
  "example.com",
  "//example.com",
  "http:example.com",
  "ftp://example.com",
  "javascript:alert(1)",
  " https://example.com",
  "https://exa mple.com",
  "https://",
  "https://[::1",
  `https://example.com/${"a".repeat(10_000)}`,
])("%j is no URL", (text) => {
  expect(isUrl(text)).toBe(false);
});

test("a UUID is of any version and case, and nothing around it", () => {
  expect(isUuid("019AB3F2-7c1e-7000-8000-0123456789ab")).toBe(true);
  expect(isUuid("00000000-0000-0000-0000-000000000000")).toBe(true);
  expect(isUuid("{00000000-0000-0000-0000-000000000000}")).toBe(false);
  expect(isUuid("00000000000000000000000000000000")).toBe(false);
});

test("[VA-6] what looks like an address without end answers at once", () => {
  const since = performance.now();

  expect(isEmail(`${"a.".repeat(50_000)}@example.com`)).toBe(false);
  expect(isEmail(`a@${"a.".repeat(120)}-`)).toBe(false);
  expect(isUrl(`https://${"a".repeat(100_000)}`)).toBe(false);
  expect(isUuid("0".repeat(100_000))).toBe(false);

  expect(performance.now() - since).toBeLessThan(500);
});

test("countries are the official codes, all of which this runtime knows too", () => {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

  expect(countryCodes.size).toBe(249);
  expect([...countryCodes].filter((code) => names.of(code) === undefined)).toEqual([]);
  expect(["UK", "EU", "XK", "de"].filter((code) => countryCodes.has(code))).toEqual([]);
});

test("currencies are those that this runtime counts as money, but for the withdrawn, and funds and metals", () => {
  const known = new Set(Intl.supportedValuesOf("currency"));
  const unknown = [...currencyCodes].filter((code) => !known.has(code));

  // Codes of funds, metals and tests, which are no money, and one newer than this runtime may be.
  expect(
    unknown.every((code) => /^X|^(BOV|CHE|CHW|CLF|COU|MXV|USN|UYI|UYW|VED|ZWG|SLE)$/.test(code)),
  ).toBe(true);
  expect(["DEM", "BTC", "eur", "XYZ"].filter((code) => currencyCodes.has(code))).toEqual([]);
});

import { expect, test } from "vitest";
import { createRedactor } from "./redactor.ts";

test("[SE-2] a known secret is hidden in all its usual forms", () => {
  const redact = createRedactor();
  redact.learn({ SHOP_TOKEN: "p@ss/word+1", HOME: "/home/someone" });
  const base64 = Buffer.from("p@ss/word+1").toString("base64");

  const line = redact.line(
    `p@ss/word+1 ${encodeURIComponent("p@ss/word+1")} ${base64} /home/someone`,
  );

  expect(line).toBe("[redacted] [redacted] [redacted] /home/someone");
});

test.each(["", "u", "us", "user", "someone@example.com", "ñandú"])(
  "[SE-2] base64 of a secret behind the name %j is hidden, without the word Basic too",
  (user) => {
    const redact = createRedactor();
    redact.add("p@ss/word+1\u00ff\u00fe?>");
    const pair = Buffer.from(`${user}:p@ss/word+1\u00ff\u00fe?>`);

    const line = redact.line(
      `a=${pair.toString("base64")} b="${pair.toString("base64url")}" cGxhaW4gdGV4dA==`,
    );

    expect(line).toBe('a=[redacted] b="[redacted]" cGxhaW4gdGV4dA==');
  },
);

test("[SE-2] fields named like secrets lose their value, headers their credentials", () => {
  const redact = createRedactor();

  expect(
    redact.value({ accessToken: "abc", nested: [{ cookie: "x=1" }], text: "Bearer abcdefgh" }),
  ).toEqual({
    accessToken: "[redacted]",
    nested: [{ cookie: "[redacted]" }],
    text: "Bearer [redacted]",
  });
});

test("[SE-2] under a name of a secret, numbers, lists and objects are hidden too", () => {
  const value = createRedactor().value({
    password: 1234567,
    apiKey: { id: 7, parts: ["abc"] },
    cookie: ["a=1"],
    clientSecret: "",
    token: null,
    hasPassword: true,
  });

  expect(value).toEqual({
    password: "[redacted]",
    apiKey: "[redacted]",
    cookie: "[redacted]",
    clientSecret: "[redacted]",
    token: null,
    hasPassword: true,
  });
});

test("[SE-3] no control character of either kind, and no separator of lines, is left as it is", () => {
  const codes = [
    ...Array.from({ length: 0x20 }, (_, code) => code).filter((code) => code !== 0x09),
    ...Array.from({ length: 0x21 }, (_, offset) => 0x7f + offset),
    0x2028,
    0x2029,
  ];

  const line = createRedactor().line(String.fromCharCode(...codes));

  expect(line).toMatch(/^[\u0020-\u007e]+$/);
});

test("[SE-3] text from outside stays one line, and cannot steer a terminal", () => {
  expect(createRedactor().line("one\ntwo\r\u001b[2J\u2028")).toBe("one\\ntwo\\r\\u001b[2J\\u2028");
});

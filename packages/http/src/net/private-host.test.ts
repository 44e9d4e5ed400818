import { HttpError } from "@brain/core";
import { describe, expect, test } from "vitest";
import { parseAddress } from "./address.ts";

/** What becomes of an address: fine, or the reason in the message. */
function verdict(address: string, allowPrivateNetwork = false): string {
  try {
    parseAddress(address, allowPrivateNetwork);
    return "fine";
  } catch (error) {
    return error instanceof HttpError && error.code === "address_blocked"
      ? error.message
      : "no HttpError";
  }
}

const PRIVATE = [
  "https://localhost/",
  "https://LOCALHOST./",
  "https://api.localhost/",
  "https://printer.local/",
  "https://metadata.google.internal/",
  "https://intranet/",
  "https://0.0.0.0/",
  "https://10.1.2.3/",
  "https://100.64.0.1/",
  "https://100.127.255.255/",
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://0x7f.0.0.1/",
  "https://0177.0.0.1/",
  "https://127.0.0.1./",
  "https://１２７.0.0.1/",
  "https://169.254.169.254/latest/meta-data/",
  "https://172.16.0.1/",
  "https://172.31.255.255/",
  "https://192.168.1.1/",
  "https://198.18.0.1/",
  "https://224.0.0.1/",
  "https://255.255.255.255/",
  "https://[::]/",
  "https://[::1]/",
  "https://[0:0:0:0:0:0:0:1]/",
  "https://[::127.0.0.1]/",
  "https://[::ffff:10.0.0.1]/",
  "https://[::ffff:a00:1]/",
  "https://[::ffff:0:10.0.0.1]/",
  "https://[64:ff9b::10.0.0.1]/",
  "https://[64:ff9b:1::8.8.8.8]/",
  "https://[2002:a00:1::]/",
  "https://[2001:0:1::1]/",
  "https://[fc00::1]/",
  "https://[fdff::1]/",
  "https://[fe80::1]/",
  "https://[fec0::1]/",
  "https://[ff02::1]/",
];

describe("[HT-6]", () => {
  test.each(PRIVATE)("%s is private", (address) => {
    expect(verdict(address)).toMatch(/not on the public internet/);
    expect(verdict(address, true)).toBe("fine");
    expect(verdict(address.replace("https:", "http:"), true)).toBe("fine");
  });

  test.each([
    "https://api.example.com/v1/",
    "https://9.255.255.255/",
    "https://11.0.0.0/",
    "https://100.128.0.1/",
    "https://126.255.255.255/",
    "https://128.0.0.1/",
    "https://172.15.255.255/",
    "https://172.32.0.1/",
    "https://192.167.1.1/",
    "https://223.255.255.255/",
    "https://localhost.example.com/",
    "https://local/".replace("local", "local.example"),
    "https://[2606:4700::1111]/",
    "https://[::ffff:8.8.8.8]/",
    "https://[64:ff9b::8.8.8.8]/",
    "https://[2002:808:808::]/",
  ])("%s is public, and needs https", (address) => {
    expect(verdict(address)).toBe("fine");
    expect(verdict(address.replace("https:", "http:"), true)).toMatch(/not https/);
  });

  test.each([
    ["https://user@api.example.com/", /user info/],
    ["https://user:secret@api.example.com/", /user info/],
    ["https://api.example.com/#part", /fragment/],
    [String.raw`https://api.example.com\@evil.example/`, /no valid address/],
    ["https://api.exa\tmple.com/", /no valid address/],
    [" https://api.example.com/", /no valid address/],
    ["https://", /no valid address/],
    ["api.example.com", /no valid address/],
    ["file:///etc/passwd", /./],
    ["ftp://api.example.com/", /not https/],
    ["javascript:alert(1)", /./],
  ])("%s is refused", (address, reason) => {
    expect(verdict(address)).toMatch(reason);
    expect(verdict(address, true)).toMatch(reason.source === "." ? /./ : reason);
    expect(verdict(address)).not.toContain("secret");
  });
});

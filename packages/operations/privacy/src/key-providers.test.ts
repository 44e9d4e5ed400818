import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { Secret } from "@brain/core";
import { expect, test, vi } from "vitest";
import { envKey, fileKey, functionKey } from "./key-providers.ts";

const key = randomBytes(32);
const context = { kid: "k", purpose: "data", tenant: "" } as const;
const file = (content: string | Buffer, mode = 0o600): string => {
  const path = join(mkdtempSync(join(tmpdir(), "brain-key-")), "key");
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
};

test("[EN-2] a key has one id and opens what it wrapped, wherever it is kept and however it is written", async () => {
  vi.stubEnv("BRAIN_KEY", key.toString("base64url"));
  const providers = [
    envKey("BRAIN_KEY"),
    fileKey(file(`${key.toString("hex")}\n`)),
    fileKey(file(key)),
    functionKey(() => Secret.of(key.toString("base64"))),
    functionKey(async () => key),
    functionKey(() => Buffer.from(key.toString("base64"))),
  ];
  const [first] = providers;
  const wrapped = await first?.wrap(Buffer.from("data key"), context);

  for (const provider of providers) {
    expect(await provider.id()).toBe(await first?.id());
    const opened = await provider.unwrap(wrapped ?? Buffer.alloc(0), context);
    expect(Buffer.from(opened).toString()).toBe("data key");
  }
  expect(key.every((byte) => byte === 0)).toBe(false);
  vi.unstubAllEnvs();
});

test.each([{ kid: "other" }, { purpose: "index" as const }, { tenant: "other" }])(
  "[EN-2] a wrapped key does not open as %o",
  async (changed) => {
    const provider = functionKey(() => key);
    const wrapped = await provider.wrap(Buffer.from("data key"), context);

    await expect(
      Promise.resolve(provider.unwrap(wrapped, { ...context, ...changed })),
    ).rejects.toMatchObject({ code: "decrypt_failed" });
  },
);

test("[SE-1] what is no key is refused, without a word of it", async () => {
  vi.stubEnv("BRAIN_SHORT", "canary-short");
  const wrong = [
    envKey("BRAIN_SHORT"),
    envKey("BRAIN_NOT_SET"),
    fileKey(file("canary-file")),
    fileKey(join(tmpdir(), "brain-no-such-key")),
    functionKey(() => Secret.of("canary-function")),
  ];
  for (const provider of wrong) {
    const error: unknown = await Promise.resolve(provider.id()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "config_invalid" });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("canary");
  }
  vi.unstubAllEnvs();
});

test.skipIf(process.platform === "win32").each([0o640, 0o604, 0o660, 0o644])(
  "a key file that others may read (mode %o) is refused",
  async (mode) => {
    const provider = fileKey(file(key, mode));
    await expect(Promise.resolve(provider.id())).rejects.toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining(mode.toString(8)),
    });
  },
);

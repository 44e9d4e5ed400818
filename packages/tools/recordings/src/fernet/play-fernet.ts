import assert from "node:assert/strict";
import { BrainError, Secret } from "@brain/core";
import { createFernet, type Fernet } from "@brain/privacy";
import { z } from "zod";
import type { Recordings } from "../recordings.ts";
import { withRandomBytes } from "./with-random-bytes.ts";

const key = z.string().transform((text) => Secret.of(text));
const seconds = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text) / 1000);
const iv = z.array(z.int()).length(16);

const sealedSchema = z.array(
  z.strictObject({ token: z.string(), now: seconds, iv, src: z.string(), secret: key }),
);
const verifiedSchema = z.array(
  z.strictObject({
    token: z.string(),
    now: seconds,
    ttl_sec: z.int(),
    src: z.string(),
    secret: key,
  }),
);
const interopSchema = z.array(
  z.strictObject({
    desc: z.string(),
    token: z.string(),
    now: seconds,
    ttl_sec: z.int(),
    iv,
    src_b64: z.base64(),
    secret: key,
    /** Null: the message is no UTF-8. */
    src: z.string().nullable(),
  }),
);
const rotationSchema = z.strictObject({
  desc: z.string(),
  keys: z.tuple([key, key]),
  rows: z.array(
    z.strictObject({
      encrypted_with: z.int(),
      token: z.string(),
      src: z.string(),
      timestamp: z.int(),
    }),
  ),
});

type Play = (recordings: Recordings, path: string) => Promise<string>;

function at(secret: Secret, now: number): Fernet {
  return createFernet([secret], { clock: { now: () => now * 1000 } });
}

export const playSealed: Play = async (recordings, path) => {
  const rows = sealedSchema.parse(await recordings.json(path));
  for (const { token, now, iv: bytes, src, secret } of rows) {
    const made = withRandomBytes(Uint8Array.from(bytes), () => at(secret, now).encrypt(src));
    assert.equal(made, token);
  }
  return `${rows.length} tokens`;
};

export const playVerified: Play = async (recordings, path) => {
  const rows = verifiedSchema.parse(await recordings.json(path));
  for (const { token, now, ttl_sec: ttlSeconds, src, secret } of rows) {
    assert.equal(at(secret, now).decryptText(token, { ttlSeconds }), src);
  }
  return `${rows.length} tokens`;
};

export const playInterop: Play = async (recordings, path) => {
  const rows = interopSchema.parse(await recordings.json(path));
  for (const { desc, token, now, ttl_sec: ttlSeconds, iv: bytes, src_b64, secret, src } of rows) {
    const message = Buffer.from(src_b64, "base64");
    const fernet = at(secret, now);
    const made = withRandomBytes(Uint8Array.from(bytes), () => fernet.encrypt(message));
    assert.equal(made, token, desc);
    assert.deepEqual(Buffer.from(fernet.decrypt(token, { ttlSeconds })), message, desc);
    if (src !== null) assert.equal(fernet.decryptText(token), src, desc);
    const late = at(secret, now + ttlSeconds + 1);
    assert.throws(() => late.decrypt(token, { ttlSeconds }), isRefusal, desc);
  }
  return `${rows.length} tokens`;
};

export const playRotation: Play = async (recordings, path) => {
  const { keys, rows } = rotationSchema.parse(await recordings.json(path));
  const both = createFernet(keys);
  for (const { encrypted_with: index, token, src, timestamp } of rows) {
    assert.equal(both.decryptText(token), src);
    const primary = at(keys[0], timestamp);
    if (index !== 0) assert.throws(() => primary.decrypt(token), isRefusal);
    const [once, again] = [both.rotate(token), both.rotate(token)];
    assert.notEqual(once, again);
    // Neither a second older nor a minute and a second younger.
    assert.equal(primary.decryptText(once, { ttlSeconds: 0 }), src);
    assert.throws(() => at(keys[0], timestamp + 1).decrypt(once, { ttlSeconds: 0 }), isRefusal);
    assert.throws(() => at(keys[0], timestamp - 61).decrypt(once, { ttlSeconds: 0 }), isRefusal);
  }
  return `${rows.length} tokens, rotated twice`;
};

function isRefusal(error: unknown): boolean {
  return BrainError.isInstance(error) && error.code === "decrypt_failed";
}

import assert from "node:assert/strict";
import { createSecretKey } from "node:crypto";
import { z } from "zod";
// Past the package's entry: no function that users see takes a nonce or associated data of theirs.
import { createEncryption, decryptBytes } from "../../../../operations/privacy/src/gcm.ts";
import type { Recordings } from "../recordings.ts";

const bytes = z.hex().transform((text) => Buffer.from(text, "hex"));
const shared = { key: bytes, iv: bytes, aad: bytes, ct: bytes, tag: bytes };
const vectorsSchema = z.array(
  z.discriminatedUnion("expect", [
    z.strictObject({
      ...shared,
      op: z.enum(["encrypt", "decrypt"]),
      expect: z.literal("accept"),
      pt: bytes,
    }),
    z.strictObject({ ...shared, op: z.literal("decrypt"), expect: z.literal("reject") }),
  ]),
);

/** Encrypts every vector that has a plaintext, whatever it is meant for, and opens all. */
export async function playVectors(recordings: Recordings, path: string): Promise<string> {
  const vectors = vectorsSchema.parse(await recordings.json(path));
  let forged = 0;
  for (const vector of vectors) {
    const { key: keyBytes, iv, aad, ct, tag } = vector;
    const key = createSecretKey(keyBytes);
    const sealed = Buffer.concat([iv, ct, tag]);
    const opened = decryptBytes(key, sealed, aad);
    if (vector.expect === "reject") {
      assert.equal(opened, undefined);
      forged += 1;
      continue;
    }
    assert.deepEqual(opened, vector.pt);
    const encrypt = createEncryption((into, at) => void iv.copy(into, at));
    assert.deepEqual(encrypt(key, vector.pt, aad), sealed);
  }
  return `${vectors.length} vectors, ${forged} of them forged`;
}

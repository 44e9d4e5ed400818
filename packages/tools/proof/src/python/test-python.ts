// Exchanges tokens with Python's `cryptography`, both ways: `test-python.ts [--optional]`.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { memoryState } from "@brain/core";
import { createFernet, createFernetKey, createPrivacy, keyring } from "@brain/privacy";
import { z } from "zod";
import { findPython } from "./find-python.ts";

const answerSchema = z.strictObject({
  opened: z.array(z.string()),
  unwrapped: z.array(z.string()),
  bare: z.array(z.string()),
  wrapped: z.array(z.string()),
  values: z.array(z.json()),
});
const script = new URL("./tokens.py", import.meta.url).pathname;
const scope = { tenant: "ñ", source: "crm", stream: "people" };
const values = [
  "",
  "ana@example.com",
  "José 👩‍🚀",
  "\ufeffx",
  "x".repeat(100_000),
  0.1,
  -7,
  true,
  { a: [1, null] },
];

/** Tokens of `encrypt`, and the data keys that made them: a provider is shown each key when it wraps it. */
async function encryptValues(): Promise<{ keys: Record<string, string>; gcm: object[] }> {
  const keys: Record<string, string> = {};
  const provider = {
    id: () => "shown",
    wrap(key: Uint8Array, { kid }: { readonly kid: string }) {
      keys[kid] = Buffer.from(key).toString("base64");
      return Uint8Array.from(key);
    },
    unwrap: (wrapped: Uint8Array) => Uint8Array.from(wrapped),
  };
  const made = keyring({ store: memoryState().values, provider });
  const { encrypt } = createPrivacy({ keyring: made });
  const records = values.map((value) => ({ value }));
  const protector = encrypt<{ value: unknown }, "value">("value");
  const rows = await protector.apply(records, scope);
  await made.close();
  return { keys, gcm: rows.map(({ value }) => ({ ...scope, field: "value", token: value })) };
}

async function exchange(python: string): Promise<string> {
  const key = createFernetKey();
  const fernet = createFernet([key]);
  const inBase64 = createFernet([key], { form: "base64" });
  const texts = values
    .filter((value) => typeof value === "string")
    .map((text) => Buffer.from(text));
  const lengths = Array.from({ length: 300 }, (_, at) => at);
  const messages = [...texts, ...[...lengths, 1_000_000].map((length) => randomBytes(length))];
  const encoded = messages.map((message) => message.toString("base64"));
  const { keys, gcm } = await encryptValues();
  const input = {
    key: key.reveal(),
    bare: messages.map((message) => fernet.encrypt(message)),
    wrapped: messages.map((message) => inBase64.encrypt(message)),
    messages: encoded,
    keys,
    gcm,
  };
  const { status, stdout, stderr } = spawnSync(python, [script], {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  assert.equal(status, 0, stderr);
  const answer = answerSchema.parse(JSON.parse(stdout));
  const read = (token: string): string => Buffer.from(fernet.decrypt(token)).toString("base64");
  assert.deepEqual(answer.opened, encoded);
  assert.deepEqual(answer.unwrapped, encoded);
  assert.deepEqual(answer.bare.map(read), encoded);
  assert.deepEqual(answer.wrapped.map(read), encoded);
  assert.deepEqual(answer.values, values);
  return `${4 * messages.length} Fernet tokens and ${values.length} of AES-256-GCM`;
}

const found = findPython();
if (found === undefined) {
  process.stderr.write(
    "No Python with cryptography: apt-get install python3-cryptography, or set BRAIN_PYTHON.\n",
  );
  process.exitCode = process.argv.includes("--optional") ? 0 : 1;
} else {
  const exchanged = await exchange(found.python);
  process.stdout.write(`${exchanged} exchanged with cryptography ${found.version}\n`);
}

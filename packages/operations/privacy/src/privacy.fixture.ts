import { randomBytes } from "node:crypto";
import { memoryState, Secret, type Guard, type KeyValueStore } from "@brain/core";
import { fakeClock, sampleStream, type FakeClock } from "@brain/testkit";
import { z } from "zod";
import { createPrivacy, type Privacy } from "./create-privacy.ts";
import type { KeyProvider } from "./key-provider.ts";
import { functionKey } from "./key-providers.ts";
import { keyring, type Keyring } from "./keyring.ts";

const personSchema = z.object({
  id: z.string(),
  email: z.string().nullable(),
  age: z.number().optional(),
  data: z.unknown().optional(),
});

/** A record of the tests. */
export type Person = z.infer<typeof personSchema>;

/** Where the tests' records stand. */
export const scope = { source: "crm", stream: "people" };

/** A key-encryption key of chance. */
export function randomKey(): KeyProvider {
  const text = Secret.of(randomBytes(32).toString("base64"));
  return functionKey(() => text);
}

/** One process with its keys in a store. */
export function setup(
  given: {
    readonly store?: KeyValueStore;
    readonly provider?: KeyProvider;
    readonly previous?: readonly KeyProvider[];
    readonly guard?: Guard;
    readonly clock?: FakeClock;
  } = {},
): {
  readonly keys: Keyring;
  readonly privacy: Privacy;
  readonly store: KeyValueStore;
  readonly provider: KeyProvider;
  readonly clock: FakeClock;
} {
  const { store = memoryState().values, provider = randomKey(), clock = fakeClock() } = given;
  const keys = keyring({ store, provider, previous: given.previous, clock });
  return {
    keys,
    privacy: createPrivacy({ keyring: keys, guard: given.guard }),
    store,
    provider,
    clock,
  };
}

/** The stream that `decrypt` is told. */
export const people = sampleStream({
  source: scope.source,
  name: "people",
  info: { schema: personSchema, primaryKey: ["id"] },
});

/** The kid in a token. */
export function kidOf(token: unknown): string {
  return String(token).split(":")[2] ?? "";
}

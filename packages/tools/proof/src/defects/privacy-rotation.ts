import type { Defect } from "./defect.ts";

const fernet = "packages/operations/privacy/src/fernet";
const rotate = "packages/operations/privacy/src/rotate";

/** Fernet tokens and the rotation of keys (EN-3, EN-7). */
export const rotationDefects: readonly Defect[] = [
  {
    clause: "EN-7",
    name: "the encryption key of Fernet comes first",
    file: `${fernet}/fernet-key.ts`,
    find: "signing: createSecretKey(bytes.subarray(0, HALF)),",
    put: "signing: createSecretKey(bytes.subarray(HALF)),",
  },
  {
    clause: "EN-3",
    name: "a Fernet token may be spelt in several ways",
    file: `${fernet}/base64.ts`,
    find: "return toBase64url(bytes) === text ? bytes : undefined;",
    put: "return bytes;",
  },
  {
    clause: "EN-3",
    name: "the signature of a Fernet token is not looked at",
    file: `${fernet}/fernet-token.ts`,
    find: "if (!timingSafeEqual(macOf(signing, signed), mac)) return undefined;",
    put: "timingSafeEqual(macOf(signing, signed), mac);",
  },
  {
    clause: "EN-3",
    name: "a rotated Fernet token is as young as its rotation",
    file: `${fernet}/fernet.ts`,
    find: "return write(openWith(all, token), token.time);",
    put: "return write(openWith(all, token), now());",
  },
  {
    clause: "EN-3",
    name: "a rotation goes on encrypting with the keys that it replaces",
    file: `${rotate}/rotation-mark.ts`,
    find: "for (const kid of kids) await keyring.retire(tenant, kid);",
    put: "",
  },
  {
    clause: "EN-3",
    name: "a rotation takes no lease",
    file: `${rotate}/rotate-keys.ts`,
    find: "if (lease === undefined) throw busy(definition.name);",
    put: "if (lease === undefined) return { rewritten: 0, unused: [], unopened: [] };",
  },
  {
    clause: "EN-3",
    name: "a re-encrypted value overwrites what a row became meanwhile",
    file: "packages/destinations/duckdb/src/rewrite.ts",
    find: "and t.${name}::varchar = r.old`",
    put: "`",
  },
  {
    clause: "EN-3",
    name: "rotation forgets the quarantine",
    file: `${rotate}/reseal.ts`,
    find: "if (kid === undefined || !kids.has(kid)) continue;",
    put: "if (kid !== undefined) continue;",
  },
];

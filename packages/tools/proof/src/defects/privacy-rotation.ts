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
    name: "a rotation takes no lease that a run would meet",
    file: "packages/core/src/pipeline-stores.ts",
    find: "await state.lease(name, {",
    put: 'await state.lease(name + ", but not its runs", {',
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
  {
    clause: "EN-3",
    name: "a key counts as unused although something holds a token of it",
    file: `${rotate}/rotate-keys.ts`,
    find: "const needed = new Set([...held.map(({ kid }) => kid), ...unopened]);",
    put: "const needed = new Set(unopened);",
  },
  {
    clause: "EN-3",
    name: "a destination that cannot tell holds nothing",
    file: `${rotate}/held-keys.ts`,
    find: "if (found === undefined) add(texts, `${destination.name}, which cannot tell`);",
    put: "",
  },
  {
    clause: "EN-3",
    name: "only columns of text are looked through for keys",
    file: "packages/destinations/duckdb/src/held.ts",
    find: "and not regexp_full_match(",
    put: "and c.data_type = 'VARCHAR' and not regexp_full_match(",
  },
  {
    clause: "EN-3",
    name: "a run of another pipeline that is under way holds no key",
    file: "packages/destinations/duckdb/src/held.ts",
    find: "database.leases.taken().filter((name) => name !== pipeline);",
    put: "database.leases.taken().filter((name) => name === pipeline).slice(1);",
  },
  {
    clause: "EN-3",
    name: "a rotation that is run again replaces its own key",
    file: `${rotate}/rotation-mark.ts`,
    find: "return finishedAt === null || now - Date.parse(finishedAt) < DATA_KEY_MS;",
    put: "return finishedAt === null && now > 0;",
  },
  {
    clause: "EN-3",
    name: "a killed rotation begins anew with its own key among those that it replaces",
    file: `${rotate}/rotation-mark.ts`,
    find: "return finishedAt === null || now",
    put: "return finishedAt !== null && now",
  },
  {
    clause: "EN-3",
    name: "settled quarantine keeps its keys",
    file: `${rotate}/reseal.ts`,
    find: "settled: true, limit",
    put: "limit",
  },
  {
    clause: "EN-3",
    name: "rotation forgets the staging of an unfinished replace",
    file: "packages/destinations/duckdb/src/rewrite.ts",
    find: `and table_name in (select "table" from`,
    put: `and not starts_with(table_name, '_brain_staging') and table_name in (select "table" from`,
  },
];

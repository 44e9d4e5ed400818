import type { Key, ProtectionScope, Protector } from "@brain/core";
import { toBlindIndex, toHash } from "./blind-index.ts";
import type { ActiveKey } from "./active-keys.ts";
import type { Keyring } from "./keyring.ts";
import { fewValuedFields, refuseFewValues } from "./low-cardinality.ts";
import type { Normaliser } from "./normalise.ts";
import { replaceFields, type WithReplaced } from "./replace-fields.ts";

/** How values become pseudonyms. */
export interface PseudonymOptions {
  /** Fields of one index name can be joined, in all sources of a tenant; default the field's own name. */
  readonly index?: string | undefined;
  /** Default `none`: values are taken as they are. */
  readonly normalise?: Normaliser | undefined;
}

/** Puts a blind index in place of the fields' values. */
export function pseudonymiseFields<T extends object, const F extends Key<T>>(
  keyring: Keyring,
  { index, normalise = "none" }: PseudonymOptions,
  fields: readonly F[],
): Protector<T, WithReplaced<T, F>> {
  const protector = keyed<T, F>("pseudonymise", keyring, fields, (active, scope, field, value) =>
    toBlindIndex(
      active,
      { tenant: scope.tenant ?? "", index: index ?? field, normaliser: normalise },
      value,
    ),
  );
  // A normaliser makes different values equal: two records with such a key would become one.
  return normalise === "none" ? { ...protector, keepsKeys: true } : protector;
}

/** Puts a keyed hash in place of the fields' values. */
export function hashFields<T extends object, const F extends Key<T>>(
  keyring: Keyring,
  fields: readonly F[],
): Protector<T, WithReplaced<T, F>> {
  return keyed("hash", keyring, fields, (active, { tenant = "", source, stream }, field, value) =>
    toHash(active, { tenant, source, stream, field }, value),
  );
}

function keyed<T extends object, F extends Key<T>>(
  name: string,
  keyring: Keyring,
  fields: readonly F[],
  replace: (active: ActiveKey, scope: ProtectionScope, field: string, value: unknown) => string,
): Protector<T, WithReplaced<T, F>> {
  const page = (records: readonly T[], scope: ProtectionScope, active: ActiveKey): T[] =>
    replaceFields(records, fields, scope, (value, field) => {
      refuseFewValues(name, scope, field, value);
      return replace(active, scope, field, value);
    });
  return {
    name,
    fields,
    effect: "replaces",
    refuses: (info) => fewValuedFields(fields, info),
    apply(records, scope) {
      const active = keyring.active("index", scope.tenant ?? "", 0);
      return active instanceof Promise
        ? active.then((key) => page(records, scope, key))
        : page(records, scope, active);
    },
  };
}

import { isIP } from "node:net";
import type { Key, Protector } from "@brain/core";
import { replaceFields, type WithReplaced } from "./replace-fields.ts";

/**
 * What is left of a value. `month` and `year`: of an ISO date or instant. `/24`: the network of an IPv4 address; of an IPv6
 * address its /48, as large a part of what a household is given.
 */
export type Coarseness = "year" | "month" | "/24";

/** Fields that may be generalised: what holds text. */
export type TextKey<T> = {
  [K in Key<T>]: [Extract<T[K], string>] extends [never] ? never : K;
}[Key<T>];

/** Stands for what cannot be made coarser: it must not go on as it is. */
const UNREADABLE = "***";
const DATE = /^(\d{4})-(0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:$|[T ])/;

/** Makes the fields' values coarser. */
export function generaliseFields<T extends object, F extends Key<T>>(
  levels: Readonly<Partial<Record<F, Coarseness>>>,
): Protector<T, WithReplaced<T, F>> {
  // The keys of a Record<F, …> are F; Object.keys says string.
  const fields = Object.keys(levels) as F[];
  const byField = new Map<string, Coarseness | undefined>(
    fields.map((field) => [field, levels[field]]),
  );
  return {
    name: "generalise",
    fields,
    effect: "replaces",
    apply: (records, scope) =>
      replaceFields(records, fields, scope, (value, field) => coarse(value, byField.get(field))),
  };
}

function coarse(value: unknown, level: Coarseness | undefined): string {
  if (typeof value !== "string") return UNREADABLE;
  if (level === "/24") return networkOf(value);
  const [, year, month] = DATE.exec(value) ?? [];
  if (year === undefined || level === undefined) return UNREADABLE;
  return level === "year" ? year : `${year}-${month}`;
}

function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const version = isIP(mapped);
  if (version === 4) return `${mapped.split(".").slice(0, 3).join(".")}.0/24`;
  // A zone (fe80::1%eth0) names an interface of the vendor's machine.
  return version === 6 && !mapped.includes("%") ? `${firstGroups(mapped)}::/48` : UNREADABLE;
}

/** The first three groups, written out where `::` leaves them out. */
function firstGroups(address: string): string {
  const [before = "", after] = address.split("::");
  const groups = before === "" ? [] : before.split(":");
  const rest = after === undefined || after === "" ? [] : after.split(":");
  // An IPv4 address at the end takes the place of two groups.
  const width = groups.length + rest.length + (address.includes(".") ? 1 : 0);
  const zeros = Array<string>(Math.max(0, 8 - width)).fill("0");
  return [...groups, ...zeros, ...rest]
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

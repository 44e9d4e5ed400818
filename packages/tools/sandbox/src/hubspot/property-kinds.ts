import { fraction, hash, pick, textHash } from "../random.ts";
import { DAY_MS } from "../zone.ts";
import { iso } from "./iso.ts";
import type { Facts } from "./records.ts";

/** A property of a CRM object: its definition and how its value comes about. */
export interface Property {
  readonly name: string;
  readonly label: string;
  readonly type:
    | "string"
    | "number"
    | "bool"
    | "enumeration"
    | "date"
    | "datetime"
    | "phone_number";
  readonly fieldType: string;
  readonly groupName: string;
  readonly options: readonly string[];
  readonly custom: boolean;
  readonly readOnly: boolean;
  readonly referencedObjectType?: string;
  readonly currencyPropertyName?: string;
  readonly value: (facts: Facts) => string | null;
}

type Value = Property["value"];
type Extra = Partial<Omit<Property, "name" | "value">>;

const labelOf = (name: string): string => {
  const words = name.replace(/^hs_/, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const property = (name: string, type: Property["type"], value: Value, extra: Extra): Property => ({
  name,
  label: labelOf(name),
  type,
  fieldType: "text",
  groupName: "information",
  options: [],
  custom: false,
  readOnly: false,
  value,
  ...extra,
});

/** The hash of a record that belongs to one property and changes with each revision of the record. */
const roll = (name: string): ((facts: Facts) => number) => {
  const salt = textHash(name);
  return ({ seed, slot, revision }) => hash(seed, slot, salt + revision);
};

const sparse =
  (
    rolled: (facts: Facts) => number,
    share: number,
    value: (hashed: number, facts: Facts) => string,
  ): Value =>
  (facts) => {
    const hashed = rolled(facts);
    return fraction(hashed) < share ? value(hashed >>> 3, facts) : null;
  };

/** Text that a function makes. */
export const text = (name: string, value: Value, extra: Extra = {}): Property =>
  property(name, "string", value, extra);

/** Text from a list, empty for some records. */
export const phrase = (
  name: string,
  list: readonly string[],
  share = 0.8,
  extra: Extra = {},
): Property =>
  property(
    name,
    "string",
    sparse(roll(name), share, (hashed) => pick(list, hashed)),
    extra,
  );

/** A whole number of a range, or with two decimals; empty for some records. */
export function number(
  name: string,
  [low, high]: readonly [number, number],
  extra: Extra & { readonly decimals?: boolean; readonly share?: number } = {},
): Property {
  const { decimals = false, share = 0.8, ...rest } = extra;
  const value = sparse(roll(name), share, (hashed) =>
    decimals
      ? String((low * 100 + (hashed % ((high - low) * 100))) / 100)
      : String(low + (hashed % (high - low + 1))),
  );
  return property(name, "number", value, { fieldType: "number", ...rest });
}

/** `"true"`, `"false"` or empty. */
export const bool = (name: string, share = 0.7, extra: Extra = {}): Property =>
  property(
    name,
    "bool",
    sparse(roll(name), share, (hashed) => String(hashed % 2 === 0)),
    { fieldType: "booleancheckbox", options: ["true", "false"], ...extra },
  );

/** One of several options, empty for some records. */
export const choice = (
  name: string,
  options: readonly string[],
  share = 0.8,
  extra: Extra = {},
): Property =>
  property(
    name,
    "enumeration",
    sparse(roll(name), share, (hashed) => pick(options, hashed)),
    {
      fieldType: "select",
      options,
      ...extra,
    },
  );

/** Several of the options, joined by `;`. */
export const choices = (name: string, options: readonly string[], extra: Extra = {}): Property =>
  property(
    name,
    "enumeration",
    sparse(roll(name), 0.6, (hashed) => {
      const chosen = options.filter((_, index) => ((hashed >>> index) & 1) === 1);
      return chosen.length > 0 ? chosen.join(";") : pick(options, hashed);
    }),
    { fieldType: "checkbox", options, ...extra },
  );

/** A calendar day after the record was made, `YYYY-MM-DD`. */
export const date = (name: string, share = 0.6, extra: Extra = {}): Property =>
  property(
    name,
    "date",
    sparse(roll(name), share, (hashed, { createdAt }) =>
      iso(createdAt + (hashed % 400) * DAY_MS).slice(0, 10),
    ),
    { fieldType: "date", ...extra },
  );

/** An instant between the record's creation and its last change, ISO 8601 with milliseconds. */
export const datetime = (name: string, share = 0.6, extra: Extra = {}): Property =>
  property(
    name,
    "datetime",
    sparse(roll(name), share, (hashed, { createdAt, modifiedAt }) =>
      iso(createdAt + Math.floor(fraction(hashed) * (modifiedAt - createdAt))),
    ),
    { fieldType: "date", ...extra },
  );

/** An instant that a function makes. */
export const instant = (name: string, value: Value, extra: Extra = {}): Property =>
  property(name, "datetime", value, { fieldType: "date", ...extra });

/** A reference to another object: HubSpot types it as number or enumeration, yet it is an identifier. */
export const reference = (
  name: string,
  referencedObjectType: string,
  type: "number" | "enumeration",
  value: Value,
): Property =>
  property(name, type, value, {
    fieldType: type === "number" ? "number" : "select",
    referencedObjectType,
  });

/** A number of a fictional range, in international form. */
export const phone = (name: string, share = 0.6): Property =>
  property(
    name,
    "phone_number",
    sparse(roll(name), share, (hashed) => `+1 202-555-01${String(hashed % 100).padStart(2, "0")}`),
    { fieldType: "phonenumber" },
  );

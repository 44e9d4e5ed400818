import type { ObjectName } from "./objects.ts";
import { objectTypes } from "./objects.ts";
import type { Records, Slot } from "./records.ts";

/** One kind of link between two records. */
export interface AssociationType {
  readonly category: "HUBSPOT_DEFINED" | "USER_DEFINED";
  readonly typeId: number;
  readonly label: string | null;
}

/** A record at the other end of a link, with every kind the link has. */
export interface Neighbour {
  readonly slot: Slot;
  readonly types: readonly AssociationType[];
}

/** Each record of `many` points to `width` records of `one`, reckoned from its slot; the way back is reckoned too. */
interface Link {
  readonly many: ObjectName;
  readonly one: ObjectName;
  /** Type ids there and back. */
  readonly plain: readonly [number, number];
  readonly primary?: readonly [number, number];
  readonly width: number;
  /** Every so many records have no link; 0 for none. */
  readonly skipEvery: number;
  /** Every so many records carry the user's own label; 0 for none. */
  readonly labelEvery: number;
}

const link = (
  many: ObjectName,
  one: ObjectName,
  plain: readonly [number, number],
  more: Partial<Link> = {},
): Link => ({ many, one, plain, width: 1, skipEvery: 0, labelEvery: 0, ...more });

/** Type ids per activity object, there and back: contacts, companies, deals, tickets. */
const activityTypeIds: readonly (readonly [ObjectName, readonly (readonly [number, number])[]])[] =
  [
    [
      "calls",
      [
        [194, 193],
        [182, 181],
        [206, 205],
        [220, 219],
      ],
    ],
    [
      "emails",
      [
        [198, 197],
        [186, 185],
        [210, 209],
        [224, 223],
      ],
    ],
    [
      "meetings",
      [
        [200, 199],
        [188, 187],
        [212, 211],
        [226, 225],
      ],
    ],
    [
      "notes",
      [
        [202, 201],
        [190, 189],
        [214, 213],
        [228, 227],
      ],
    ],
    [
      "tasks",
      [
        [204, 203],
        [192, 191],
        [216, 215],
        [230, 229],
      ],
    ],
    [
      "communications",
      [
        [81, 82],
        [87, 88],
        [85, 86],
        [83, 84],
      ],
    ],
    [
      "postal_mail",
      [
        [453, 454],
        [459, 460],
        [457, 458],
        [455, 456],
      ],
    ],
  ];
const activityTargets: readonly ObjectName[] = ["contacts", "companies", "deals", "tickets"];

const links: readonly Link[] = [
  link("contacts", "companies", [279, 280], { primary: [1, 2], skipEvery: 10, labelEvery: 7 }),
  link("deals", "contacts", [3, 4], { width: 2 }),
  link("deals", "companies", [341, 342], { primary: [5, 6], skipEvery: 8 }),
  link("tickets", "contacts", [16, 15]),
  link("tickets", "companies", [339, 340], { primary: [26, 25] }),
  link("tickets", "deals", [28, 27], { skipEvery: 3 }),
  link("line_items", "deals", [20, 19]),
  ...activityTypeIds.flatMap(([activity, typeIds]) =>
    typeIds.flatMap((plain, index) => {
      const target = activityTargets[index];
      return target === undefined ? [] : [link(activity, target, plain, { skipEvery: index * 2 })];
    }),
  ),
];

const USER_DEFINED_TYPE_IDS: readonly [number, number] = [28, 29];
const USER_DEFINED_LABEL = "Decision maker";

type Portal = Readonly<Record<ObjectName, Records>>;

const findLink = (from: ObjectName, to: ObjectName) =>
  links.find(({ many, one }) => (many === from && one === to) || (many === to && one === from));

/** Every kind of association that two objects can have in this direction. */
export function associationTypes(from: ObjectName, to: ObjectName): AssociationType[] {
  const found = findLink(from, to);
  return found === undefined ? [] : typesOf(found, found.many === from ? 0 : 1, () => true);
}

function typesOf(
  { plain, primary, labelEvery }: Link,
  direction: 0 | 1,
  isLabelled: (every: number) => boolean,
): AssociationType[] {
  const defined = (typeId: number, label: string | null): AssociationType => ({
    category: "HUBSPOT_DEFINED",
    typeId,
    label,
  });
  const types = [defined(plain[direction], null)];
  if (primary !== undefined) types.unshift(defined(primary[direction], "Primary"));
  if (labelEvery > 0 && isLabelled(labelEvery)) {
    types.push({
      category: "USER_DEFINED",
      typeId: USER_DEFINED_TYPE_IDS[direction],
      label: USER_DEFINED_LABEL,
    });
  }
  return types;
}

/** The live records that a record is linked to, in the order of their ids. */
export function* neighbours(
  portal: Portal,
  from: ObjectName,
  to: ObjectName,
  slot: Slot,
): Generator<Neighbour> {
  const found = findLink(from, to);
  if (found === undefined || slot < 0 || slot >= portal[from].initialSize) return;
  const direction = found.many === from ? 0 : 1;
  const slots = direction === 0 ? targets(found, portal, slot) : sources(found, portal, slot);
  for (const other of slots) {
    if (portal[to].archivedAt(other) !== undefined) continue;
    const many = direction === 0 ? slot : other;
    yield { slot: other, types: typesOf(found, direction, (every) => many % every === 0) };
  }
}

const isLinked = ({ skipEvery }: Link, slot: Slot): boolean =>
  skipEvery === 0 || slot % skipEvery !== skipEvery - 1;

function targets(found: Link, portal: Portal, slot: Slot): Slot[] {
  const size = portal[found.one].initialSize;
  if (size === 0 || !isLinked(found, slot)) return [];
  const all = Array.from(
    { length: Math.min(found.width, size) },
    (_, step) => (slot + step) % size,
  );
  return all.toSorted((a, b) => a - b);
}

function* sources(found: Link, portal: Portal, slot: Slot): Generator<Slot> {
  const manySize = portal[found.many].initialSize;
  const oneSize = portal[found.one].initialSize;
  const width = Math.min(found.width, oneSize);
  for (let block = 0; block - width < manySize; block += oneSize) {
    for (let step = width - 1; step >= 0; step -= 1) {
      const many = block + slot - step;
      if (many >= 0 && many < manySize && isLinked(found, many)) yield many;
    }
  }
}

/** Name of a kind of link in the list answers, e.g. `contact_to_company_unlabeled`. */
export function inlineTypeName(from: ObjectName, to: ObjectName, type: AssociationType): string {
  const word = (name: ObjectName): string => objectTypes[name].singular.replaceAll(" ", "_");
  const base = `${word(from)}_to_${word(to)}`;
  if (type.category === "USER_DEFINED")
    return (type.label ?? "").toLowerCase().replaceAll(" ", "_");
  return type.label === null && findLink(from, to)?.primary !== undefined
    ? `${base}_unlabeled`
    : base;
}

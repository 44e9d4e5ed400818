/** CRM objects that the emulator has, by the name their stream has. */
export const objectNames = [
  "contacts",
  "companies",
  "deals",
  "tickets",
  "products",
  "line_items",
  "calls",
  "emails",
  "meetings",
  "notes",
  "tasks",
  "communications",
  "postal_mail",
] as const;

/** Name of a CRM object, as in its path; of the account's custom object `pets` only by its qualified name or type id. */
export type ObjectName = (typeof objectNames)[number] | "pets";

export const PORTAL_ID = 8_727_216;

/** What is fixed about a CRM object. */
export interface ObjectType {
  readonly name: ObjectName;
  readonly typeId: string;
  readonly singular: string;
  /** Granular scopes of which one must be granted, per requirement. */
  readonly scopes: readonly (readonly string[])[];
  /** The property that the incremental filter uses. */
  readonly modifiedProperty: "lastmodifieddate" | "hs_lastmodifieddate";
  readonly createdProperty: "createdate" | "hs_createdate";
  /** Properties that come when none is asked for. */
  readonly defaults: readonly string[];
  /** Digits in front of every id: long ones make ids that no double holds. */
  readonly idPrefix: string;
  readonly firstId: number;
  readonly records: number;
  /** Whether the account defined it itself. */
  readonly custom?: boolean;
}

const contactsRead = ["crm.objects.contacts.read"];
const crm = {
  modifiedProperty: "hs_lastmodifieddate",
  createdProperty: "createdate",
  idPrefix: "",
} as const;
const activity = {
  scopes: [contactsRead],
  modifiedProperty: "hs_lastmodifieddate",
  createdProperty: "hs_createdate",
  defaults: [],
  idPrefix: "90071992",
} as const;

/** Every CRM object of the emulator, with what is fixed about it. */
export const objectTypes: Readonly<Record<ObjectName, ObjectType>> = {
  contacts: {
    ...crm,
    name: "contacts",
    typeId: "0-1",
    singular: "contact",
    scopes: [contactsRead],
    modifiedProperty: "lastmodifieddate",
    defaults: ["email", "firstname", "lastname"],
    firstId: 151,
    records: 1000,
  },
  companies: {
    ...crm,
    name: "companies",
    typeId: "0-2",
    singular: "company",
    scopes: [["crm.objects.companies.read"]],
    defaults: ["name", "domain"],
    firstId: 7_001,
    records: 200,
  },
  deals: {
    ...crm,
    name: "deals",
    typeId: "0-3",
    singular: "deal",
    scopes: [["crm.objects.deals.read"]],
    defaults: ["dealname", "amount", "closedate", "pipeline", "dealstage"],
    firstId: 90_001,
    records: 300,
  },
  tickets: {
    ...crm,
    name: "tickets",
    typeId: "0-5",
    singular: "ticket",
    scopes: [["tickets", "crm.objects.tickets.read"]],
    defaults: [
      "subject",
      "content",
      "hs_pipeline",
      "hs_pipeline_stage",
      "hs_ticket_category",
      "hs_ticket_priority",
    ],
    firstId: 600_001,
    records: 150,
  },
  products: {
    ...crm,
    name: "products",
    typeId: "0-7",
    singular: "product",
    scopes: [["e-commerce", "crm.objects.products.read"]],
    defaults: ["name", "description", "price"],
    firstId: 30_001,
    records: 40,
  },
  line_items: {
    ...crm,
    name: "line_items",
    typeId: "0-8",
    singular: "line item",
    scopes: [["e-commerce", "crm.objects.line_items.read"]],
    defaults: ["quantity", "amount", "price"],
    firstId: 40_001,
    records: 500,
  },
  calls: {
    ...activity,
    name: "calls",
    typeId: "0-48",
    singular: "call",
    firstId: 100_000_000,
    records: 200,
  },
  emails: {
    ...activity,
    name: "emails",
    typeId: "0-49",
    singular: "email",
    scopes: [contactsRead, ["sales-email-read"]],
    firstId: 200_000_000,
    records: 400,
  },
  meetings: {
    ...activity,
    name: "meetings",
    typeId: "0-47",
    singular: "meeting",
    firstId: 300_000_000,
    records: 100,
  },
  notes: {
    ...activity,
    name: "notes",
    typeId: "0-46",
    singular: "note",
    firstId: 400_000_000,
    records: 200,
  },
  tasks: {
    ...activity,
    name: "tasks",
    typeId: "0-27",
    singular: "task",
    firstId: 500_000_000,
    records: 150,
  },
  communications: {
    ...activity,
    name: "communications",
    typeId: "0-18",
    singular: "communication",
    firstId: 600_000_000,
    records: 60,
  },
  postal_mail: {
    ...activity,
    name: "postal_mail",
    typeId: "0-116",
    singular: "postal mail",
    firstId: 700_000_000,
    records: 20,
  },
  pets: {
    ...crm,
    name: "pets",
    typeId: "2-15234567",
    singular: "pet",
    scopes: [["crm.objects.custom.read"]],
    createdProperty: "hs_createdate",
    defaults: ["pet_name"],
    firstId: 5_938_880_072,
    records: 60,
    custom: true,
  },
};

/** The name of a custom object that no other account's has. */
export const qualifiedName = ({ name }: ObjectType): string => `p${PORTAL_ID}_${name}`;

/** The object that a path segment names: by plural, singular or type id; a custom one by its type id or qualified name. */
export function findObject(segment: string): ObjectType | undefined {
  const wanted = segment.toLowerCase().replaceAll(" ", "_");
  return Object.values(objectTypes).find(
    (type) =>
      type.typeId === wanted ||
      (type.custom === true
        ? qualifiedName(type) === wanted
        : type.name === wanted || type.singular.replaceAll(" ", "_") === wanted),
  );
}

/** Whether a path says what a custom object is called in the interface, which HubSpot refuses. */
export const isCustomLabel = (segment: string): boolean =>
  Object.values(objectTypes).some(
    ({ custom, name, singular }) =>
      custom === true && [name, singular].some((label) => label === segment.toLowerCase()),
  );

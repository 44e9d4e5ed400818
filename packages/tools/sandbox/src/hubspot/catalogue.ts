import { activityProperties } from "./activity-properties.ts";
import { contactProperties } from "./contact-properties.ts";
import {
  companyProperties,
  dealProperties,
  lineItemProperties,
  petProperties,
  productProperties,
  ticketProperties,
} from "./crm-properties.ts";
import type { ObjectName, ObjectType } from "./objects.ts";
import { ownerIdOf } from "./owners.ts";
import { iso } from "./iso.ts";
import {
  bool,
  choice,
  date,
  datetime,
  instant,
  number,
  phrase,
  reference,
  text,
} from "./property-kinds.ts";
import type { Property } from "./property-kinds.ts";
import { mergedId } from "./records.ts";

/** The properties of one object, by name, in the order of the API. */
export type Catalogue = ReadonlyMap<string, Property>;

const own: Readonly<Partial<Record<ObjectName, readonly Property[]>>> = {
  contacts: contactProperties,
  companies: companyProperties,
  deals: dealProperties,
  tickets: ticketProperties,
  products: productProperties,
  line_items: lineItemProperties,
  pets: petProperties,
  ...activityProperties,
};

/** All properties of an object: its own, those that every object has, and as many custom ones as wanted. */
export function createCatalogue(type: ObjectType, customProperties: number): Catalogue {
  const every: readonly Property[] = [
    text("hs_object_id", ({ id }) => id, { type: "number", fieldType: "number", readOnly: true }),
    instant(type.createdProperty, ({ createdAt }) => iso(createdAt), { readOnly: true }),
    instant(type.modifiedProperty, ({ modifiedAt }) => iso(modifiedAt), { readOnly: true }),
    reference("hubspot_owner_id", "OWNER", "enumeration", ownerIdOf),
    text("hs_merged_object_ids", ({ slot }) => mergedId(type, slot), { readOnly: true }),
  ];
  const custom = Array.from({ length: customProperties }, (_, index) => customProperty(index));
  return new Map(
    [...every, ...(own[type.name] ?? []), ...custom].map((property) => [property.name, property]),
  );
}

/** Custom properties take turns through the types. */
function customProperty(index: number): Property {
  const name = `custom_${["text", "number", "flag", "choice", "day", "moment"][index % 6]}_${String(index + 1).padStart(3, "0")}`;
  const extra = { custom: true, groupName: "custom" };
  switch (index % 6) {
    case 0:
      return phrase(name, ["alpha", "βeta", "gamma, delta", "line one\nline two"], 0.5, extra);
    case 1:
      return number(name, [-50, 5000], { decimals: index % 4 === 1, ...extra });
    case 2:
      return bool(name, 0.5, extra);
    case 3:
      return choice(name, ["north", "south", "east", "west"], 0.5, extra);
    case 4:
      return date(name, 0.5, extra);
    default:
      return datetime(name, 0.5, extra);
  }
}

/** The definition of a property in the shape of the API. */
export const definitionBody = (property: Property) => ({
  updatedAt: "2025-05-06T09:30:00.000Z",
  createdAt: "2023-01-02T08:00:00.000Z",
  name: property.name,
  label: property.label,
  type: property.type,
  fieldType: property.fieldType,
  description: "",
  groupName: property.groupName,
  options: property.options.map((value, displayOrder) => ({
    label: value,
    value,
    displayOrder,
    hidden: false,
  })),
  ...(property.referencedObjectType !== undefined && {
    referencedObjectType: property.referencedObjectType,
  }),
  ...(property.currencyPropertyName !== undefined && {
    showCurrencySymbol: true,
    currencyPropertyName: property.currencyPropertyName,
  }),
  displayOrder: -1,
  calculated: false,
  externalOptions: property.referencedObjectType === "OWNER",
  archived: false,
  hasUniqueValue: property.name === "email",
  hidden: false,
  hubspotDefined: !property.custom,
  modificationMetadata: {
    archivable: property.custom,
    readOnlyDefinition: !property.custom,
    readOnlyValue: property.readOnly,
  },
  formField: !property.readOnly,
  dataSensitivity: "non_sensitive",
});

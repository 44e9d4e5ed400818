/** The CRM objects that are read, by their path name, which is the name of their stream too. */
export const crmObjectNames = [
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

export type CrmObjectName = (typeof crmObjectNames)[number];

/** What HubSpot calls activities: seven objects; there is no object of that name. */
export const activityNames = [
  "calls",
  "emails",
  "meetings",
  "notes",
  "tasks",
  "communications",
  "postal_mail",
] as const satisfies readonly CrmObjectName[];

export type ActivityName = (typeof activityNames)[number];

/** Objects whose records move through pipelines. */
export const pipelineObjects = ["deals", "tickets"] as const satisfies readonly CrmObjectName[];

interface CrmObject {
  /** The scope that reading needs, as HubSpot's pages name it. */
  readonly scopes: readonly string[];
  /** Objects whose links to this one are worth reading from this side. */
  readonly associatedWith: readonly CrmObjectName[];
}

const activity: CrmObject = {
  scopes: ["crm.objects.contacts.read"],
  associatedWith: ["contacts", "companies", "deals", "tickets"],
};

/** What differs between the objects. */
export const crmObjects: Readonly<Record<CrmObjectName, CrmObject>> = {
  contacts: {
    scopes: ["crm.objects.contacts.read"],
    associatedWith: ["companies", "deals", "tickets"],
  },
  companies: {
    scopes: ["crm.objects.companies.read"],
    associatedWith: ["contacts", "deals", "companies"],
  },
  deals: {
    scopes: ["crm.objects.deals.read"],
    associatedWith: ["contacts", "companies", "line_items", "tickets"],
  },
  tickets: {
    scopes: ["tickets"],
    associatedWith: ["contacts", "companies", "deals"],
  },
  products: {
    scopes: ["e-commerce"],
    associatedWith: [],
  },
  line_items: {
    scopes: ["crm.objects.line_items.read"],
    associatedWith: ["deals"],
  },
  calls: activity,
  emails: { ...activity, scopes: ["crm.objects.contacts.read", "sales-email-read"] },
  meetings: activity,
  notes: activity,
  tasks: activity,
  communications: activity,
  postal_mail: activity,
};

/** The property by which an object's changes are searched: contacts are the only ones without the prefix. */
export function modifiedPropertyOf(object: string): string {
  return object === "contacts" ? "lastmodifieddate" : "hs_lastmodifieddate";
}

/** Each pair of objects whose links are read, in the direction they are asked for. */
export const associationPairs: readonly {
  readonly from: CrmObjectName;
  readonly to: CrmObjectName;
}[] = crmObjectNames.flatMap((from) => crmObjects[from].associatedWith.map((to) => ({ from, to })));

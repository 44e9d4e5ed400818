import type { SourceFacts, StreamFacts } from "../source-facts.ts";

const activity: StreamFacts = { scope: "`crm.objects.contacts.read`" };

export const hubspot: SourceFacts = {
  streams: {
    contacts: { scope: "`crm.objects.contacts.read`" },
    companies: { scope: "`crm.objects.companies.read`" },
    deals: { scope: "`crm.objects.deals.read`" },
    tickets: { scope: "`tickets`" },
    products: { scope: "`e-commerce`" },
    line_items: { scope: "`crm.objects.line_items.read`" },
    owners: { scope: "`crm.objects.owners.read`" },
    pipelines: { scope: "of deals and tickets", partition: "an object" },
    pipeline_stages: { scope: "of deals and tickets", partition: "an object" },
    properties: { scope: "of each object", partition: "an object" },
    associations: { scope: "of both objects", partition: "a pair of objects" },
    calls: activity,
    emails: { scope: "the same and `sales-email-read`" },
    meetings: activity,
    notes: activity,
    tasks: activity,
    communications: activity,
    postal_mail: activity,
    activities: { scope: "of those seven", partition: "a kind of activity" },
  },
  limits: [
    "Requests per 10 s: 100 (Free, Starter), 190 (Professional, Enterprise), 250 (increase pack) or 110 (OAuth); learnt from the first answer.",
    "Searches: 5 a second and account, whatever the plan; one is left to others.",
    "Per day: 250,000 to 1,000,000 for keys, none for OAuth; returns at midnight in the account's time zone, which HubSpot does not tell: tried again each full hour.",
    "Lists and batches come 100 a page, searches 200, links of 1,000 records a request.",
    "A search ends at 10,000 results; never met, since each page is a search of its own behind the last id.",
  ],
  others: [
    {
      product: "Airbyte 5.8",
      streams: {
        contacts: "`contacts`",
        companies: "`companies`",
        deals: "`deals`, `deals_archived`",
        tickets: "`tickets`",
        products: "`products`, read whole",
        line_items: "`line_items`, read whole",
        owners: "`owners`, `owners_archived`",
        pipelines: "`deal_pipelines`, `ticket_pipelines`",
        calls: "`engagements_calls`",
        emails: "`engagements_emails`",
        meetings: "`engagements_meetings`",
        notes: "`engagements_notes`",
        tasks: "`engagements_tasks`",
        activities: "`engagements`, the old API",
      },
    },
    {
      product: "Singer 4.4",
      streams: {
        contacts: "`contacts`, read whole",
        companies: "`companies`",
        deals: "`deals`",
        tickets: "`tickets`, read whole",
        owners: "`owners`",
        pipelines: "`deal_pipelines`",
        activities: "`engagements`, the old API",
      },
    },
    {
      product: "dlt",
      streams: {
        contacts: "`contacts`, whole",
        companies: "`companies`, whole",
        deals: "`deals`, whole",
        tickets: "`tickets`, whole",
        products: "`products`, whole",
        owners: "`owners`, whole",
        pipelines: "`pipelines_deals`, `pipelines_tickets`",
        properties: "`properties`",
      },
    },
  ],
  lacking: [
    {
      what: "leads, deal splits, goals, quotes",
      of: "Airbyte, dlt",
      why: "not read yet.",
    },
    {
      what: "forms and their submissions, marketing e-mails and their events, campaigns, lists, subscriptions, workflows",
      of: "Airbyte, Singer",
      why: "they are of the marketing APIs, with other scopes; this source reads the CRM.",
    },
    {
      what: "web analytics events",
      of: "Airbyte, dlt",
      why: "HubSpot asks an Enterprise plan for them, and one request a record.",
    },
    {
      what: "`stages_timing_…`",
      of: "dlt",
      why: "they can be computed from the history of a stage.",
    },
  ],
};

import { restStream } from "@brain/http";
import { z } from "zod";
import { ofEachAccount, type AccountPartition } from "../account-partitions.ts";
import { withInstants } from "../instants.ts";
import { LEADS_KEPT_MS } from "../limits.ts";
import { countedPages, elementsOf } from "../list-paging.ts";
import { encoded, fields, urn } from "../rest-li.ts";

const HOUR_MS = 3_600_000;

/** What a member answered on a form. */
export const leadFormResponseSchema = z.looseObject({
  id: z.string(),
  owner: z.looseObject({ sponsoredAccount: z.string().nullish() }).nullish(),
  /** The member's URN. */
  submitter: z.string().nullish(),
  leadType: z.string().nullish(),
  leadMetadata: z.looseObject({}).nullish(),
  versionedLeadGenFormUrn: z.string().nullish(),
  submittedAt: z.iso.datetime(),
  testLead: z.boolean().nullish(),
  associatedEntity: z.looseObject({}).nullish(),
  /** `answers`, by the form's question ids, and `consentResponses`. */
  formResponse: z.looseObject({}).nullish(),
});

/** A record of the stream `lead_form_responses`. */
export type LeadFormResponse = z.infer<typeof leadFormResponseSchema>;

/**
 * Leads from sponsored forms by the time at which they were sent; the first run goes back as far as LinkedIn keeps them.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/marketing/lead-sync/leadsync (read 2026-11-24)
 */
export const leadFormResponses = ofEachAccount(
  restStream<LeadFormResponse, AccountPartition>({
    schema: leadFormResponseSchema,
    primaryKey: ["id"],
    cursor: { field: "submittedAt", order: "unordered", lookbackMs: HOUR_MS },
    pii: { submitter: "id", formResponse: "free-text" },
    path: "leadFormResponses",
    request({ partition: { account }, state, window: { from, to } }) {
      const end = Date.parse(to);
      const kept = end - LEADS_KEPT_MS;
      const since: unknown = state?.cursor ?? from;
      const start = typeof since === "string" ? Math.max(Date.parse(since), kept) : kept;
      return {
        query: {
          q: "owner",
          owner: fields({ sponsoredAccount: encoded(urn("sponsoredAccount", account)) }),
          leadType: fields({ leadType: "SPONSORED" }),
          limitedToTestLeads: false,
          submittedAtTimeRange: fields({ start, end }),
        },
      };
    },
    records: elementsOf,
    paging: countedPages,
    map: (raw) => withInstants(raw, ["submittedAt"]),
  }),
);

import { z } from "zod";
import { ofEachAccount, type AccountPartition } from "../account-partitions.ts";
import { byLastModified, changedOnly } from "../changed-only.ts";
import { withInstants, withTextId } from "../instants.ts";
import { countedPages, elementsOf } from "../list-paging.ts";
import { encoded, fields, urn } from "../rest-li.ts";

/** A version of a form; `content.questions` names what the answers of `lead_form_responses` answer. */
export const leadFormSchema = z.looseObject({
  id: z.string(),
  versionId: z.number(),
  owner: z.looseObject({ sponsoredAccount: z.string().nullish() }).nullish(),
  name: z.string().nullish(),
  state: z.string().nullish(),
  content: z.looseObject({}).nullish(),
  hiddenFields: z.array(z.unknown()).nullish(),
  creationLocale: z.looseObject({}).nullish(),
  reviewInfo: z.looseObject({ lastUpdated: z.iso.datetime().nullish() }).nullish(),
  created: z.iso.datetime().nullish(),
  lastModified: z.iso.datetime().nullish(),
});

/** A record of the stream `lead_forms`. */
export type LeadForm = z.infer<typeof leadFormSchema>;

/**
 * The lead gen forms of each account.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/marketing/lead-sync/leadsync (read 2026-11-24)
 */
export const leadForms = ofEachAccount(
  changedOnly<LeadForm, AccountPartition>({
    schema: leadFormSchema,
    primaryKey: ["id", "versionId"],
    cursor: byLastModified,
    path: "leadForms",
    request: ({ partition: { account } }) => ({
      query: {
        q: "owner",
        owner: fields({ sponsoredAccount: encoded(urn("sponsoredAccount", account)) }),
      },
    }),
    records: elementsOf,
    paging: countedPages,
    map: (raw) =>
      withInstants(withTextId(raw), ["created", "lastModified", "reviewInfo.lastUpdated"]),
  }),
);

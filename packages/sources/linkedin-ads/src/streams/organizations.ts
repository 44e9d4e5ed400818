import type { Some, StreamDefinition, Partition } from "@brain/core";
import { restStream, type HttpClient } from "@brain/http";
import { z } from "zod";
import { countedPages, elementsOf } from "../list-paging.ts";

/** A role of the member on an organisation's page. */
export const organizationSchema = z.looseObject({
  /** The organisation's URN. */
  organization: z.string(),
  role: z.string(),
  /** The member's URN. */
  roleAssignee: z.string(),
  state: z.string().nullish(),
});

/** A record of the stream `organizations`. */
export type Organization = z.infer<typeof organizationSchema>;

/**
 * The organisations on whose pages the member has a role.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-access-control-by-role (read 2026-11-24)
 */
export const organizations: StreamDefinition<HttpClient, Organization, Some, Partition> =
  restStream<Organization, Partition>({
    schema: organizationSchema,
    primaryKey: ["organization", "role", "roleAssignee"],
    mode: "mirror",
    pii: { roleAssignee: "id" },
    path: "organizationAcls",
    request: () => ({ query: { q: "roleAssignee" } }),
    records: elementsOf,
    paging: countedPages,
  });

import { fields, list } from "./rest-li.ts";

/** Without a filter LinkedIn may leave out what was archived or removed. */
export const campaignStatuses = [
  "ACTIVE",
  "PAUSED",
  "ARCHIVED",
  "COMPLETED",
  "CANCELED",
  "DRAFT",
  "PENDING_DELETION",
  "REMOVED",
] as const;
export const groupStatuses = [
  "ACTIVE",
  "ARCHIVED",
  "CANCELED",
  "DRAFT",
  "PAUSED",
  "PENDING_DELETION",
  "REMOVED",
] as const;

/** A `search` for any of these. */
export function withStatus(statuses: readonly string[]): string {
  return fields({ status: fields({ values: list(statuses) }) });
}

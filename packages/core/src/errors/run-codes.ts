import { final, passing, type ErrorCode } from "./error-code.ts";

/** The codes of stores, destinations and protection, which only runs meet. */
export const runCodes = {
  too_many_invalid: final(
    "DataQualityError",
    "Look at the quarantine; mend the schema or raise `maxInvalid`.",
  ),
  rules_broken: final("DataQualityError", "Mend the data or the rule."),
  empty_refresh: final(
    "DataQualityError",
    "Check the source; set `allowEmpty: true` where none is right.",
  ),
  store_unavailable: passing("StoreError", "Check the path and its permissions."),
  store_busy: passing("StoreError", "Wait for the other process to end, or use another path."),
  lease_lost: passing("StoreError", "Let the other run finish."),
  pipeline_busy: passing(
    "StoreError",
    "Wait for it to end; a killed run frees the pipeline by itself.",
  ),
  destination_failed: final("DestinationError", "See the cause."),
  unknown_outcome: final(
    "DestinationError",
    "Look the objects up in the destination before running again.",
  ),
  table_mismatch: final("DestinationError", "Rename the table, or migrate its columns."),
  staging_lost: passing("DestinationError", "Nothing to do: the refresh begins anew."),
  decrypt_failed: final(
    "DecryptError",
    "Check that the key exists and that the value stands in its own field.",
  ),
} as const satisfies Readonly<Record<string, ErrorCode>>;

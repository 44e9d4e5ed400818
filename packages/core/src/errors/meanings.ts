import type { Code } from "./codes.ts";

/** What happened, in one sentence a code: for its page, and apart so that a bundle that shows no pages does not carry it. */
export const errorMeanings: Readonly<Record<Code, string>> = {
  config_invalid: "The configuration of a source, flow or pipeline is wrong.",
  option_unknown: "An option, stream, flow or connector of that name does not exist.",
  dependency_missing: "An optional package that this needs is not installed.",
  plan_impossible:
    "The pipeline cannot keep its promises in this combination of stream, mode and destination.",
  pii_unprotected: "Declared personal data would leave the flow in clear.",
  auth_failed: "The vendor refused the credentials.",
  reauthorise: "The grant has expired or was revoked; no refresh can mend it.",
  scope_missing: "The credentials are valid but may not read this.",
  access_denied: "The user may not do this, or is not known.",
  rate_limited: "The vendor asked for a pause longer than we wait.",
  quota_exhausted: "The vendor's allowance for this period is used up.",
  http_status: "The vendor answered with an error status.",
  redirect_blocked: "A redirect or next link led to a host that this connector does not know.",
  address_blocked: "The address is private, not https, or carries what an address must not.",
  retry_budget_exhausted:
    "So many requests to this host failed that further retries would only do harm.",
  network: "The connection could not be made, or was cut.",
  timeout: "No answer came within the time allowed.",
  tls: "The server's certificate was not accepted.",
  not_json: "The body is not the JSON that was due.",
  response_too_large: "The body exceeds the limit.",
  truncated: "The body ended before its end.",
  wrong_shape: "The answer does not have the shape that the vendor documents.",
  pagination_loop: "The vendor gave a page token a second time.",
  pagination_stuck: "Too many empty pages came in a row.",
  results_cap: "The vendor gives no more results of one query than this.",
  record_invalid: "A record does not fit its schema or a check of the flow.",
  too_many_invalid:
    "More records are invalid than the pipeline allows; the batch that went too far was not committed.",
  rules_broken: "A rule about the whole stream does not hold.",
  empty_refresh: "A full refresh brought no record at all, so the old rows were kept.",
  checkpoint_corrupt: "A saved checkpoint cannot be read.",
  checkpoint_mismatch: "The saved checkpoint belongs to another configuration of this stream.",
  store_unavailable:
    "The store of checkpoints, credentials or audit entries cannot be reached or written; nothing was claimed as done.",
  store_busy: "Another process has this file open.",
  lease_lost: "Another run took over this pipeline; this one saved nothing after that.",
  pipeline_busy: "Another run of this pipeline is under way.",
  destination_failed:
    "The destination could not take the rows; neither they nor their checkpoints were committed.",
  unknown_outcome: "It is not known whether a write arrived.",
  table_mismatch: "An existing table does not fit the records.",
  staging_lost: "The staging table of an unfinished refresh is gone.",
  callback_failed:
    "A function given by the user (map, filter, validator, protector) threw an error.",
  connector_failed: "A connector threw an error that is none of ours.",
  decrypt_failed: "A protected value could not be opened.",
  cancelled: "The call was cancelled by its signal.",
  books_unbalanced: "The counts of a stream do not add up, so the run does not claim success.",
  invariant: "Something happened that must not.",
};

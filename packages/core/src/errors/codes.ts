/** What one code means: the row from which its documentation page is made. */
export interface ErrorCode<Kind extends string = string> {
  /** The class that carries it. */
  readonly kind: Kind;
  /** What happened, in one sentence. */
  readonly what: string;
  /** What to do about it. */
  readonly fix: string;
  /** Whether the same call may succeed later, unless the error itself says otherwise. */
  readonly retryable: boolean;
}

const final = <Kind extends string>(kind: Kind, what: string, fix: string): ErrorCode<Kind> => ({
  kind,
  what,
  fix,
  retryable: false,
});
const passing = <Kind extends string>(kind: Kind, what: string, fix: string): ErrorCode<Kind> => ({
  kind,
  what,
  fix,
  retryable: true,
});

/** Every code an error of ours can have. Codes are stable: renaming one is a breaking change. */
export const errorCodes = {
  config_invalid: final(
    "ConfigError",
    "The configuration of a source, flow or pipeline is wrong.",
    "Correct every field that the message lists; nothing was requested yet.",
  ),
  option_unknown: final(
    "ConfigError",
    "An option, stream, flow or connector of that name does not exist.",
    "Take the spelling that the hint suggests, or list the known ones.",
  ),
  dependency_missing: final(
    "ConfigError",
    "An optional package that this needs is not installed.",
    "Install the package that the hint names.",
  ),
  plan_impossible: final(
    "ConfigError",
    "The pipeline cannot keep its promises in this combination of stream, mode and destination.",
    "Change the mode, the key, the window or the destination as the hint says.",
  ),
  pii_unprotected: final(
    "ConfigError",
    "Declared personal data would leave the flow in clear.",
    'Add `.protect(maskDeclared(stream))` or a protector for each field, or set `pii: "allow"` on purpose.',
  ),
  auth_failed: final(
    "AuthError",
    "The vendor refused the credentials.",
    "Check the token or client credentials, and that they belong to this account.",
  ),
  reauthorise: final(
    "AuthError",
    "The grant has expired or was revoked; no refresh can mend it.",
    "Authorise the application again and store the new refresh token.",
  ),
  scope_missing: final(
    "PermissionError",
    "The credentials are valid but may not read this.",
    "Grant the scope or the role that the message names.",
  ),
  rate_limited: passing(
    "RateLimitedError",
    "The vendor asked for a pause longer than we wait.",
    "Run again after `resumeAt`; the run goes on from the last checkpoint.",
  ),
  quota_exhausted: passing(
    "RateLimitedError",
    "The vendor's allowance for this period is used up.",
    "Run again after `resumeAt`; the run goes on from the last checkpoint.",
  ),
  http_status: final(
    "HttpError",
    "The vendor answered with an error status.",
    "See the vendor's message; the request id helps its support to find the call.",
  ),
  redirect_blocked: final(
    "HttpError",
    "A redirect or next link led to a host that this connector does not know.",
    "Check the base URL; a proxy may be answering in place of the vendor.",
  ),
  address_blocked: final(
    "HttpError",
    "The address is private, not https, or carries what an address must not.",
    "Use the vendor's public https address, or set `http.allowPrivateNetwork: true` for a local one.",
  ),
  retry_budget_exhausted: passing(
    "HttpError",
    "So many requests to this host failed that further retries would only do harm.",
    "Look at the vendor's status page; run again later.",
  ),
  network: passing(
    "NetworkError",
    "The connection could not be made, or was cut.",
    "Check the network, the host name and the proxy.",
  ),
  timeout: passing(
    "NetworkError",
    "No answer came within the time allowed.",
    "Run again later, or raise `http.attemptTimeoutMs`.",
  ),
  tls: final(
    "NetworkError",
    "The server's certificate was not accepted.",
    "Install the missing certificate authority (NODE_EXTRA_CA_CERTS); verification cannot be turned off.",
  ),
  not_json: passing(
    "DecodeError",
    "The body is not the JSON that was due.",
    "Check the base URL: a proxy or a login page may be answering.",
  ),
  response_too_large: final(
    "DecodeError",
    "The body exceeds the limit.",
    "Ask for smaller pages, or raise `http.maxBodyBytes`.",
  ),
  truncated: passing(
    "DecodeError",
    "The body ended before its end.",
    "Run again: nothing of the cut page was kept.",
  ),
  wrong_shape: passing(
    "DecodeError",
    "The answer does not have the shape that the vendor documents.",
    "Check the base URL and the API version; report it if the vendor changed the API.",
  ),
  pagination_loop: final(
    "PaginationError",
    "The vendor gave a page token a second time.",
    "Report it to the vendor: reading on would never end.",
  ),
  pagination_stuck: final(
    "PaginationError",
    "Too many empty pages came in a row.",
    "Narrow the window or the filter; report it to the vendor if records exist there.",
  ),
  results_cap: final(
    "PaginationError",
    "The vendor gives no more results of one query than this.",
    "Narrow the window so that each query stays below the cap.",
  ),
  record_invalid: final(
    "ValidationError",
    "A record does not fit its schema or a check of the flow.",
    'See the issues; mend the schema or the source, or choose `onInvalid: "quarantine"`.',
  ),
  too_many_invalid: final(
    "DataQualityError",
    "More records are invalid than the pipeline allows.",
    "Look at the quarantine; mend the schema or raise `maxInvalid`. The breaching batch was not committed.",
  ),
  empty_refresh: final(
    "DataQualityError",
    "A full refresh brought no record at all, so the old rows were kept.",
    "Check the source; set `allowEmpty: true` where an empty table is right.",
  ),
  checkpoint_corrupt: final(
    "CheckpointError",
    "A saved checkpoint cannot be read.",
    "Restore the state from a backup, or reset the flow with `brain state reset`.",
  ),
  checkpoint_mismatch: final(
    "CheckpointError",
    "The saved checkpoint belongs to another configuration of this stream.",
    'Pass `onMismatch: "reset"` to begin anew, or `"adopt"` to go on from it.',
  ),
  store_unavailable: passing(
    "StoreError",
    "The store of checkpoints or credentials cannot be reached or written.",
    "Check the path, its permissions and the disk; nothing was claimed as done.",
  ),
  store_busy: passing(
    "StoreError",
    "Another process has this file open.",
    "Wait for the other process to end, or use another path.",
  ),
  lease_lost: passing(
    "StoreError",
    "Another run took over this pipeline.",
    "Let the other run finish; this one saved nothing after it lost the lease.",
  ),
  pipeline_busy: passing(
    "StoreError",
    "Another run of this pipeline is under way.",
    "Wait for it to end; a killed run frees the pipeline by itself.",
  ),
  destination_failed: final(
    "DestinationError",
    "The destination could not take the rows.",
    "See the cause; rows and checkpoints of the failed batch were not committed.",
  ),
  unknown_outcome: final(
    "DestinationError",
    "It is not known whether a write arrived.",
    "Look the objects up in the destination before running again.",
  ),
  table_mismatch: final(
    "DestinationError",
    "An existing table does not fit the records.",
    "Rename the table, or migrate its columns.",
  ),
  staging_lost: passing(
    "DestinationError",
    "The staging table of an unfinished refresh is gone.",
    "Nothing to do: the refresh begins anew.",
  ),
  callback_failed: final(
    "CallbackError",
    "A function given by the user (map, filter, validator, protector) threw an error.",
    "See the cause; the function named in the message is at fault.",
  ),
  connector_failed: final(
    "CallbackError",
    "A connector threw an error that is none of ours.",
    "Report it to the connector's author with the cause.",
  ),
  decrypt_failed: final(
    "DecryptError",
    "A protected value could not be opened.",
    "Check that the key exists and that the value stands in its own field.",
  ),
  cancelled: passing(
    "CancelledError",
    "The call was cancelled by its signal.",
    "Nothing to do: the last durable checkpoint stands.",
  ),
  books_unbalanced: final(
    "InvariantError",
    "The counts of a stream do not add up, so the run does not claim success.",
    "Report it: this is a fault of the library.",
  ),
  invariant: final(
    "InvariantError",
    "Something happened that must not.",
    "Report it: this is a fault of the library or of a connector.",
  ),
} as const satisfies Readonly<Record<string, ErrorCode>>;

/** The code of an error, stable over versions. */
export type Code = keyof typeof errorCodes;

/** The codes of one kind of error. */
export type CodeOf<Kind extends string> = {
  [C in Code]: (typeof errorCodes)[C]["kind"] extends Kind ? C : never;
}[Code];

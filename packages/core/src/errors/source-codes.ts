import { final, passing, type ErrorCode } from "./error-code.ts";

/** The codes of what a connector or a script may meet. The others are apart, so that a connector's bundle does not carry them. */
export const sourceCodes = {
  config_invalid: final(
    "ConfigError",
    "Correct every field that the message lists; nothing was requested yet.",
  ),
  option_unknown: final("ConfigError", "Take the spelling that the hint suggests."),
  dependency_missing: final("ConfigError", "Install the package that the hint names."),
  plan_impossible: final(
    "ConfigError",
    "Change the mode, the key, the window or the destination as the hint says.",
  ),
  pii_unprotected: final(
    "ConfigError",
    'Add `.protect(maskDeclared(stream))` or a protector for each field, or set `pii: "allow"` on purpose.',
  ),
  auth_failed: final(
    "AuthError",
    "Check the token or client credentials, and that they belong to this account.",
  ),
  reauthorise: final("AuthError", "Sign in again with `brain auth`, or store a new refresh token."),
  scope_missing: final("PermissionError", "Grant the scope or the role that the message names."),
  access_denied: final("PermissionError", "Ask for a role that may."),
  rate_limited: passing(
    "RateLimitedError",
    "Run again after `resumeAt`; the run goes on from the last checkpoint.",
  ),
  quota_exhausted: passing(
    "RateLimitedError",
    "Run again after `resumeAt`; the run goes on from the last checkpoint.",
  ),
  http_status: final(
    "HttpError",
    "See the vendor's message; by the request id its support finds the call.",
  ),
  redirect_blocked: final(
    "HttpError",
    "Check the base URL; a proxy may be answering in place of the vendor.",
  ),
  address_blocked: final(
    "HttpError",
    "Use the vendor's public https address, or set `http.allowPrivateNetwork: true` for a local one.",
  ),
  retry_budget_exhausted: passing(
    "HttpError",
    "Look at the vendor's status page; run again later.",
  ),
  network: passing("NetworkError", "Check the network, the host name and the proxy."),
  timeout: passing("NetworkError", "Run again later, or raise `http.attemptTimeoutMs`."),
  tls: final("NetworkError", "Install the missing certificate authority (NODE_EXTRA_CA_CERTS)."),
  not_json: passing("DecodeError", "Check the base URL: a proxy or a login page may be answering."),
  response_too_large: final("DecodeError", "Ask for smaller pages, or raise `http.maxBodyBytes`."),
  truncated: passing("DecodeError", "Run again: nothing of the cut page was kept."),
  wrong_shape: passing(
    "DecodeError",
    "Check the base URL and the API version; report it if the vendor changed the API.",
  ),
  pagination_loop: final("PaginationError", "Report it to the vendor: reading on would never end."),
  pagination_stuck: final(
    "PaginationError",
    "Narrow the window or the filter; report it to the vendor if records exist there.",
  ),
  results_cap: final(
    "PaginationError",
    "Narrow the window so that each query stays below the cap.",
  ),
  record_invalid: final(
    "ValidationError",
    'See the issues; mend the schema or the source, or choose `onInvalid: "quarantine"`.',
  ),
  checkpoint_corrupt: final(
    "CheckpointError",
    "Restore the state from a backup, or reset the flow with `brain state reset`.",
  ),
  checkpoint_mismatch: final(
    "CheckpointError",
    'Pass `onMismatch: "reset"` to begin anew, or `"adopt"` to go on from it.',
  ),
  callback_failed: final(
    "CallbackError",
    "See the cause; the function named in the message is at fault.",
  ),
  connector_failed: final("CallbackError", "Report it to the connector's author with the cause."),
  cancelled: passing("CancelledError", "Nothing to do: the last durable checkpoint stands."),
  books_unbalanced: final("InvariantError", "Report it: this is a fault of the library."),
  invariant: final(
    "InvariantError",
    "Report it: this is a fault of the library or of a connector.",
  ),
} as const satisfies Readonly<Record<string, ErrorCode>>;

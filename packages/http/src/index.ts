/** The HTTP toolkit that connectors are made of. @packageDocumentation */
export { httpClient } from "./http-client.ts";
export { httpSettings, type HttpSettings } from "./settings.ts";
export type {
  Allowance,
  Answer,
  Auth,
  AuthRuntime,
  HttpClient,
  HttpClientOptions,
  Outcome,
  Query,
  RequestOptions,
} from "./contracts.ts";
export { bearer } from "./auth/bearer.ts";
export { headerKey } from "./auth/header-key.ts";
export { basic } from "./auth/basic.ts";
export { oauthRefresh, type OAuthRefreshOptions } from "./auth/oauth-refresh.ts";
export { exchangeCode, type CodeExchange, type Consented } from "./auth/exchange-code.ts";
export { isSignedIn, storeSignIn, type OAuthApplication } from "./auth/sign-in.ts";
export { clientCredentials, type ClientCredentialsOptions } from "./auth/client-credentials.ts";
export { jwtBearer, type JwtBearerOptions } from "./auth/jwt-bearer.ts";
export type { PageSeen, Paging } from "./paging/paging.ts";
export { cursorPaging, type CursorPagingOptions, type PageLimit } from "./paging/cursor-paging.ts";
export { offsetPaging, type OffsetPagingOptions } from "./paging/offset-paging.ts";
export { pagePaging, type PagePagingOptions } from "./paging/page-paging.ts";
export { linkPaging, type LinkPagingOptions } from "./paging/link-paging.ts";
export { nextUrlPaging, type NextUrlPagingOptions } from "./paging/next-url-paging.ts";
export { tokenGuard, type TokenGuard } from "./paging/token-guard.ts";
export { restStream } from "./rest/rest-stream.ts";
export type { RestStreamDefinition } from "./rest/rest-stream-definition.ts";
export { retry, type RetryOptions } from "./retry/retry.ts";
export { brokenBody } from "./broken-body.ts";
export { path } from "./path.ts";
export { isPrivateHost } from "./net/private-host.ts";
export type { FetchHints } from "./net/fetch-hints.ts";
export { parseJson } from "./decode/parse-json.ts";
export { ndjson } from "./decode/ndjson.ts";
export { cutRows, type Cut } from "./decode/row-cutter.ts";
export { gunzip, type GunzipLimits } from "./decode/gunzip.ts";
export { crc32 } from "./decode/crc32.ts";
export { withTextIds } from "./rest/text-ids.ts";
export { quoted } from "./quoted.ts";
export { basicHeader } from "./auth/basic-header.ts";

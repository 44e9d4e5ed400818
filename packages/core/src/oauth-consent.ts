/**
 * How a user consents in the browser to what a connector reads (RFC 6749 §4.1): data that stands beside the connector, so
 * that `brain auth` can sign in to connectors of anybody.
 */
export interface OAuthConsent {
  /** The vendor's consent page. */
  readonly authorizeUrl: string;
  /**
   * Where a code becomes a refresh token: the address that the source itself refreshes at. The options are as they were
   * given: the connector's schema has not seen them.
   */
  tokenUrl(options: Readonly<Record<string, unknown>>): string;
  /** What the source needs to read. */
  readonly scopes: readonly string[];
  /** What the consent page is told besides, such as `access_type` or `duration`. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Whether the vendor binds the code to a verifier (PKCE, S256). */
  readonly pkce: boolean;
  /**
   * `any-port`: the vendor lets a program on the user's machine choose its port (RFC 8252 §7.3). `registered`: the whole
   * redirect address is compared with those that the application registered.
   */
  readonly redirect: "any-port" | "registered";
  /** How the token endpoint takes the client's id and secret. Default form. */
  readonly clientAuth?: "form" | "basic" | undefined;
  /** Whether there are applications without a secret. Default false. */
  readonly publicClients?: boolean | undefined;
  /** Headers that the token endpoint wants. */
  headers?(options: Readonly<Record<string, unknown>>): Readonly<Record<string, string>>;
}

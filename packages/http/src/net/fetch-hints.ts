/**
 * What the client tells a transport beside the standard's fields; `fetch` itself passes over what it does not know, and
 * `nodeFetch` of `@brain/node` heeds it.
 */
export interface FetchHints extends RequestInit {
  /** The source's `http.allowPrivateNetwork`: this request may connect to a private address. */
  readonly allowPrivateNetwork?: boolean | undefined;
}

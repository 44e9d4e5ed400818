/** What only a socket can keep: a `fetch` for Node. @packageDocumentation */
export { nodeFetch, type NodeFetch, type NodeFetchOptions } from "./node-fetch.ts";

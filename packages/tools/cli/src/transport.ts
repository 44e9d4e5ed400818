import type { NodeFetch } from "@brain/node";

let loaded: Promise<NodeFetch> | undefined;

/**
 * `nodeFetch`, loaded at the first request so that what asks nothing (`brain --help`) starts as fast as ever. Whether a
 * private address is allowed, each request says, as its source's `http.allowPrivateNetwork` does.
 */
export const transport: typeof fetch = async (input, init) => {
  loaded ??= load();
  return (await loaded)(input, init);
};

async function load(): Promise<NodeFetch> {
  const { nodeFetch } = await import("@brain/node");
  return nodeFetch({ decompress: "strict" });
}

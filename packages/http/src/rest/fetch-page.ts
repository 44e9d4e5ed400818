import type { Partition, ReadContext, Some } from "@brain/core";
import type { HttpClient } from "../contracts.ts";
import { appendQuery } from "../net/query.ts";
import type { RestPosition } from "./rest-state.ts";
import type { RestStreamDefinition } from "./rest-stream-definition.ts";

export interface RestPage {
  readonly body: Some;
  readonly headers: Headers;
  readonly url: string;
  readonly records: readonly Some[];
  /** An expected status without a list: there is nothing here. */
  readonly end: boolean;
}

/** Asks for the page at a position. */
export async function fetchPage<T extends object, P extends Partition>(
  definition: RestStreamDefinition<T, P>,
  context: ReadContext<HttpClient, Some, P>,
  { since, token }: RestPosition,
  signal: AbortSignal,
): Promise<RestPage> {
  const { path, request, paging } = definition;
  const asked = { ...context, state: since === undefined ? undefined : { cursor: since } };
  const options = request?.(asked) ?? {};
  const step = paging?.request(token);
  const query = new URLSearchParams();
  if (step?.url === undefined && options.query !== undefined) appendQuery(query, options.query);
  for (const [name, value] of Object.entries(step?.query ?? {})) query.set(name, value);
  const route = typeof path === "string" ? path : path(asked);
  const list = (body: Some): readonly Some[] | undefined => listIn(definition, body);
  const { status, body, headers, url } = await context.client.json(step?.url ?? route, {
    readOnly: true,
    endpoint: typeof path === "string" ? path : undefined,
    ...options,
    signal: options.signal === undefined ? signal : AbortSignal.any([options.signal, signal]),
    query,
    shape: (answer) => list(answer) !== undefined && (options.shape?.(answer) ?? true),
  });
  const records = list(body);
  const expected = status >= 300;
  return { body, headers, url, records: records ?? [], end: records === undefined && expected };
}

/** The list, or undefined where there is none: an answer of another shape makes a definition's own code throw, too. */
function listIn<T extends object, P extends Partition>(
  { records }: RestStreamDefinition<T, P>,
  body: Some,
): readonly Some[] | undefined {
  try {
    const list = records(body);
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

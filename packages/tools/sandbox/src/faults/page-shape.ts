import type { FaultPaging } from "./fault-schedule.ts";

/** A page as it stands in a vendor's JSON. */
export interface PageAnswer {
  readonly body: object;
  readonly records: readonly unknown[];
  readonly next: string | undefined;
}

/** Which page a request asks for. */
export interface PageRequest {
  /** Requests that differ in their page alone. */
  readonly series: string;
  /** Undefined: the first. */
  readonly token: string | undefined;
}

/** Reads the page out of an answer; undefined: it has none. */
export async function readPage(
  answer: Response,
  { records, next }: FaultPaging,
): Promise<PageAnswer | undefined> {
  if (!answer.ok || !(answer.headers.get("content-type") ?? "").includes("json")) return undefined;
  const body: unknown = await answer.clone().json();
  const list = at(body, records);
  if (!Array.isArray(list)) return undefined;
  const token = next === undefined ? undefined : at(body, next);
  return {
    body: Object(body),
    records: list,
    next: typeof token === "string" || typeof token === "number" ? String(token) : undefined,
  };
}

/** The JSON of a page with other records, and with another next token (undefined: none). */
export function writePage(
  { body }: PageAnswer,
  { records: recordsPath, next: nextPath }: FaultPaging,
  records: readonly unknown[],
  next: string | undefined,
): string {
  const copy: unknown = structuredClone(body);
  put(copy, recordsPath, records);
  if (nextPath !== undefined) put(copy, nextPath, next);
  return JSON.stringify(copy);
}

/** Which page a request asks for, by its query, else by its JSON body. */
export async function pageOf(request: Request, paging: FaultPaging): Promise<PageRequest> {
  const url = new URL(request.url);
  const { parameter = "" } = paging;
  const body = await jsonBody(request);
  const inQuery = url.searchParams.get(parameter);
  url.searchParams.delete(parameter);
  const token: unknown = inQuery ?? Reflect.get(body, parameter);
  const series = `${request.method} ${url.href} ${JSON.stringify({ ...body, [parameter]: undefined })}`;
  const isToken = typeof token === "number" || (typeof token === "string" && token !== "");
  return { series, token: isToken ? String(token) : undefined };
}

/** The same request for another page. */
export async function askingFor(
  request: Request,
  { parameter }: FaultPaging,
  token: string | undefined,
): Promise<Request> {
  if (parameter === undefined) return request;
  const url = new URL(request.url);
  if (request.method === "GET") {
    if (token === undefined) url.searchParams.delete(parameter);
    else url.searchParams.set(parameter, token);
    return new Request(url, request);
  }
  const { method, headers, signal } = request;
  const body = JSON.stringify({ ...(await jsonBody(request)), [parameter]: token });
  return new Request(url, { method, headers, signal, body });
}

async function jsonBody(request: Request): Promise<object> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.includes("json")) return {};
  try {
    return Object(await request.clone().json());
  } catch {
    return {}; // what is no JSON asks for no page
  }
}

function at(body: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => Reflect.get(Object(value), name), body);
}

/** Sets the value at a path, making what is missing on the way; undefined takes the last part away. */
function put(body: unknown, path: string, value: unknown): void {
  const names = path.split(".");
  const last = names.pop() ?? "";
  let parent: object = Object(body);
  for (const name of names) {
    const child: unknown = Reflect.get(parent, name);
    if (typeof child !== "object" || child === null) Reflect.set(parent, name, {});
    parent = Object(Reflect.get(parent, name));
  }
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
}

import { teachable, type TeachableConfig } from "@brain/teachable";
import { createClock } from "../let-pass.ts";
import { playVendor, type Vendor } from "../vendor.ts";
import type { Fixture } from "../fixture.ts";

/**
 * The source in front of a fixture's answers: of one path they are given in turn, the last of them over and over. Numbered
 * pages that were not recorded are empty; `beside` are other answers that were not, by path.
 */
export function playedSchool(
  { exchanges }: Fixture,
  config: Omit<TeachableConfig, "apiKey"> = {},
  beside: Readonly<Record<string, object>> = {},
) {
  const clock = createClock();
  const left = new Map<string, Fixture["exchanges"]>();
  for (const exchange of exchanges) {
    const { path } = exchange.request;
    left.set(path, [...(left.get(path) ?? []), exchange]);
  }
  const vendor: Vendor = playVendor(({ url }) => {
    const [exchange, ...others] = left.get(url.pathname) ?? [];
    if (exchange === undefined) {
      const body = beside[url.pathname];
      return body === undefined ? undefined : Response.json(body);
    }
    if (others.length > 0) left.set(url.pathname, others);
    const { body, status } = exchange.response;
    const page = Number(url.searchParams.get("page") ?? "1");
    return Response.json(page > 1 ? emptyPage(body, page) : body, { status });
  });
  const runtime = { clock, fetch: vendor.fetch };
  return { clock, vendor, source: teachable({ apiKey: "k", ...config }, { runtime }) };
}

function emptyPage(body: unknown, page: number): object {
  const lists = Object.entries(Object(body)).filter(([, value]) => Array.isArray(value));
  const empty = lists.map(([name]): [string, unknown[]] => [name, []]);
  const meta: unknown = Reflect.get(Object(body), "meta");
  return { ...Object(body), ...Object.fromEntries(empty), meta: { ...Object(meta), page } };
}

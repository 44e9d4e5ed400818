/** Orders of the invented shop, oldest first, in the shape that its API answers. */
const orders = Array.from({ length: 25 }, (_, index) => ({
  id: index + 1,
  email: index % 5 === 4 ? null : `buyer${index + 1}@shop.example`,
  total: index + 0.5,
  updated_at: new Date(Date.UTC(2026, 10, 23, 0, index)).toISOString(),
}));
const PAGE_SIZE = 10;

/** An API that fits the connector `acme`, in memory; refuses the second page of orders once, as a busy vendor does. */
export interface AcmeApi {
  (request: Request): Promise<Response>;
  /** Path and query of every request so far. */
  readonly requests: readonly string[];
}

/** Starts an API that nobody has asked yet. */
export function acmeApi(): AcmeApi {
  const requests: string[] = [];
  let refused = false;

  const answer = (request: Request): Response => {
    const url = new URL(request.url);
    requests.push(url.pathname + url.search);
    if (!request.headers.has("authorization")) return Response.json({}, { status: 401 });
    const lines = /\/orders\/(?<id>\d+)\/lines$/.exec(url.pathname);
    if (lines !== null) {
      return Response.json([{ order_id: Number(lines.groups?.["id"]), sku: "tea", qty: 2 }]);
    }
    if (!url.pathname.endsWith("/orders")) return Response.json({ account: "x" });

    const start = Number(url.searchParams.get("after") ?? 0);
    if (start === PAGE_SIZE && !refused) {
      refused = true;
      return Response.json({}, { status: 429, headers: { "retry-after": "1" } });
    }
    const since = url.searchParams.get("updated_since") ?? "";
    const before = url.searchParams.get("updated_before") ?? "9";
    const found = orders.filter((order) => order.updated_at >= since && order.updated_at < before);
    const end = start + PAGE_SIZE;
    const next = end < found.length ? String(end) : null;
    return Response.json({ data: found.slice(start, end), next });
  };

  return Object.assign((request: Request) => Promise.resolve(answer(request)), { requests });
}

import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { sandboxCredentials } from "../credentials.ts";
import { hubspotEmulator } from "../hubspot/hubspot-emulator.ts";
import { serve, type Served } from "../serve.ts";
import { faultNames, type FaultName } from "./fault-names.ts";
import { withFaults } from "./with-faults.ts";

const headers = { authorization: `Bearer ${sandboxCredentials.hubspot.accessToken}` };
const servers: Served[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((served) => served.close()));
});

/** What a client sees of one answer: its status and body, or how it fails. */
async function seenBy(
  ask: (signal: AbortSignal) => Promise<Response>,
  withinMs: number,
): Promise<unknown> {
  try {
    const response = await ask(AbortSignal.timeout(withinMs));
    const reader = response.body?.getReader();
    let bytes = 0;
    for (;;) {
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) break;
      bytes += chunk.value.length;
      if (bytes > 100_000) {
        await reader?.cancel();
        return { status: response.status, bytes: "more than 100,000" };
      }
    }
    return { status: response.status, bytes };
  } catch (error) {
    const cause: unknown = Reflect.get(Object(error), "cause");
    return { error: String(error), code: Reflect.get(Object(cause), "code") };
  }
}

/** Three pages of a list, with a fault at the second. */
async function threePages(
  fault: FaultName,
  served: boolean,
): Promise<{ seen: unknown[]; given: FaultName[] }> {
  const emulator = withFaults(hubspotEmulator({ limits: "off" }), { rules: [{ fault, nth: 2 }] });
  const server = served ? await serve(emulator) : undefined;
  if (server !== undefined) servers.push(server);
  const seen: unknown[] = [];
  for (const after of ["", "aWQ6MzYw", "aWQ6NjEw"]) {
    const url = `${server?.url ?? "https://api.hubapi.com"}/crm/objects/2026-09/contacts?limit=5&properties=email&after=${after}`;
    seen.push(
      await seenBy(
        (signal) =>
          served
            ? fetch(url, { headers, signal, redirect: "manual" })
            : emulator.fetch(new Request(url, { headers, signal })),
        endless.has(fault) ? 150 : 10_000,
      ),
    );
    // A connection is free for the next request a moment after its answer was read.
    if (served) await wait(2);
  }
  return { seen, given: emulator.ledger.faults.map((met) => met.fault) };
}

/** A client ends them. */
const endless = new Set<FaultName>(["hang-before-headers", "hang-in-body", "drip-feed"]);
/** They look different on the wire: what is compressed breaks off elsewhere, and a port that listens refuses nobody. */
const otherOnTheWire = new Set<FaultName>(["truncated-gzip", "server-down"]);

describe("one schedule, in process and over a socket", () => {
  test.each(faultNames.filter((fault) => !otherOnTheWire.has(fault)))(
    "%s looks to a client as it does over a socket",
    async (fault) => {
      const inProcess = await threePages(fault, false);
      const overSocket = await threePages(fault, true);

      expect(overSocket).toEqual(inProcess);
    },
  );

  test.each([...otherOnTheWire])("%s is given over a socket too", async (fault) => {
    const { given, seen } = await threePages(fault, true);

    expect(given).toContain(fault);
    expect(seen[0]).toMatchObject({ status: 200 });
  });
});

test("what nobody reads of a huge body is never made", async () => {
  const handler = withFaults(async () => new Response("{}"), { rules: [{ fault: "huge-body" }] });
  const { body } = await handler(new Request("https://vendor.example/"));

  const reader = body?.getReader();
  await reader?.read();
  const before = process.memoryUsage().arrayBuffers;
  for (let chunk = 0; chunk < 100; chunk++) await reader?.read();
  await reader?.cancel();

  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20);
});

test("every fault is recorded with its rule, its time and its request, and told", async () => {
  const told: unknown[] = [];
  const handler = withFaults(
    async () => Response.json({ results: [1] }),
    { rules: [{ fault: "bom", nth: 2 }, { fault: "status-503" }] },
    { now: () => 1_795_500_000_000, onFault: (given) => told.push(given) },
  );

  const first = await handler(new Request("https://vendor.example/a?secret=1"));
  const second = await handler(new Request("https://vendor.example/b", { method: "POST" }));

  expect([first.status, second.status]).toEqual([503, 200]);
  expect(handler.given).toEqual([
    { at: 1_795_500_000_000, method: "GET", path: "/a", fault: "status-503", rule: 1 },
    { at: 1_795_500_000_000, method: "POST", path: "/b", fault: "bom", rule: 0 },
  ]);
  expect(told).toEqual(handler.given);
});

test("a page fault needs to know what a page is", async () => {
  const server = async (request: Request): Promise<Response> => {
    const page = Number(new URL(request.url).searchParams.get("cursor") ?? 0);
    return Response.json({ data: [page], next: page < 3 ? String(page + 1) : null });
  };
  const rules = [{ fault: "duplicate-page", nth: 2 }] as const;

  expect(() => withFaults(server, { rules })).toThrow(
    "rules.0.fault: it needs `paging`, to know what a page is",
  );

  const paging = { records: "data", next: "next", parameter: "cursor" };
  const handler = withFaults(server, { rules, paging });
  const read: unknown[] = [];
  for (let cursor: string | null = "0"; cursor !== null;) {
    const answer = await handler(new Request(`https://vendor.example/?cursor=${cursor}`));
    const page: { data: unknown[]; next?: string | null } = await answer.json();
    read.push(...page.data);
    cursor = page.next ?? null;
  }
  expect(read).toEqual([0, 0, 1, 2, 3]);
});

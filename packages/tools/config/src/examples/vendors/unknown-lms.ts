import type { ExampleVendor } from "./vendor.ts";

const PEOPLE = 250;
const SECOND_MS = 1_000;
const START_MS = Date.parse("2026-10-01T00:00:00Z");

/** A learning platform that nobody has written a connector for: its own envelopes, names, scales and errors. */
export const unknownLms: ExampleVendor = {
  hosts: ["learn.example"],
  async answer(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (!request.headers.has("x-campus-key")) return fault("KEY_MISSING", "Send X-Campus-Key.");
    const path = pathname.replace("/svc/v3/", "");
    const since = Number(searchParams.get("touchedAfter") ?? 0);
    if (path === "people") {
      const all = numbers(PEOPLE)
        .map(person)
        .filter(({ touched }) => touched >= since);
      const first = Number(searchParams.get("skip"));
      const people = all.slice(first, first + Number(searchParams.get("take")));
      return Response.json({ payload: { people, total: all.length } });
    }
    if (path === "classes") {
      return Response.json({
        payload: numbers(3).map((at) => ({ code: `K${at}`, label: `Class ${at}` })),
      });
    }
    const [, code = ""] = /^classes\/(\w+)\/places$/.exec(path) ?? [];
    if (code === "") return fault("NO_SUCH_PATH", path);
    // A class that was closed is listed still, and has no places any more.
    if (code === "K3") return fault("CLASS_CLOSED", code);
    const places = numbers(20).map((at) => ({ holder: { nr: at }, done: at * 5, kind: "S" }));
    return Response.json({ payload: { places } });
  },
};

function person(nr: number) {
  return {
    nr,
    full: `Person ${nr}`,
    contact: { mail: `person${nr}@example.com` },
    touched: START_MS + nr * SECOND_MS,
    shoeSize: 40,
  };
}

/** Errors come with status 200. */
function fault(code: string, text: string): Response {
  return Response.json({ fault: { code, text } });
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}

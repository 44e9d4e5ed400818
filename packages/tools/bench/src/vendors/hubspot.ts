// HubSpot's list of contacts: as many as the path begins with (`/100000/crm/…`), a page after `latencyMs`.
import { setTimeout as wait } from "node:timers/promises";
import { input } from "../job.ts";
import { contactPage, contactProperties, PAGE_CONTACTS } from "./contact-page.ts";
import { listen } from "./listen.ts";
import { numberedBytes, numberOf } from "./numbered-bytes.ts";

const KINDS = 8;
const latencyMs = input().number("latencyMs");
const pages = Array.from({ length: KINDS }, (_, kind) => numberedBytes(contactPage(kind, false)));
const lastPage = numberedBytes(contactPage(0, true));
const definitions = Buffer.from(
  JSON.stringify({ results: contactProperties.map((name) => ({ name, type: typeOf(name) })) }),
);
const nothing = Buffer.from(JSON.stringify({ results: [] }));

/** A plan that never makes a client wait. */
const HEADERS = {
  "content-type": "application/json;charset=utf-8",
  "x-hubspot-ratelimit-max": "1000000",
  "x-hubspot-ratelimit-remaining": "999999",
  "x-hubspot-ratelimit-interval-milliseconds": "10000",
};

listen(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://vendor.example");
  const body = pathname.includes("/properties/")
    ? definitions
    : searchParams.get("archived") === "true"
      ? nothing
      : page(searchParams.get("after"), Number(pathname.split("/")[1]));
  if (latencyMs > 0) await wait(latencyMs);
  response.writeHead(200, { ...HEADERS, "content-length": body.length });
  response.end(body);
});

function page(after: string | null, contacts: number): Buffer {
  const first = after === null ? 0 : numberOf(after);
  if (first + PAGE_CONTACTS >= contacts) return lastPage.from(first);
  return (pages[(first / PAGE_CONTACTS) % KINDS] ?? lastPage).from(first);
}

function typeOf(name: string): string {
  if (name === "num_notes") return "number";
  return name.endsWith("date") ? "datetime" : "string";
}

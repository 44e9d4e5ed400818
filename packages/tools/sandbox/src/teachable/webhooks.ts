import { pick } from "../random.ts";
import { DAY_MS } from "../zone.ts";
import { instantIn, numberIn, pageOf } from "./paging.ts";
import { Refusal } from "./refusal.ts";
import { isoOf, wholeSecond, type TeachableSchool } from "./school.ts";

const triggers = ["Enrollment.created", "Sale.created", "Transaction.refunded"] as const;
const states = ["verified", "failed", "pending"] as const;

/** Webhooks and their deliveries; those that were deleted are listed, too. */
export function createWebhooks(school: TeachableSchool, start: number, now: () => number) {
  const delivered: number[] = [];
  const stepMs = wholeSecond((30 * DAY_MS) / Math.max(1, school.webhookEvents));
  const count = (webhook: number): number =>
    school.webhookEvents + (webhook === 0 ? delivered.length : 0);
  const atOf = (number: number): number =>
    delivered[number - school.webhookEvents] ?? start - 30 * DAY_MS + number * stepMs;

  return {
    list: () =>
      Array.from({ length: school.webhooks }, (_, number) => ({
        id: number + 1,
        url: "https://hooks.example.com/teachable",
        event_trigger: pick(triggers, number),
        workflow_state: pick(states, number),
        created_at: isoOf(start - 60 * DAY_MS),
        webhook_events_count: count(number),
      })),
    /** @throws Refusal 404 */
    events(id: number, query: URLSearchParams) {
      if (id < 1 || id > school.webhooks) throw new Refusal(404, "Webhook not found");
      const after = instantIn(query, "created_after") ?? -Infinity;
      const before = instantIn(query, "created_before") ?? Infinity;
      const least = numberIn(query, "response_http_status_gte") ?? 0;
      const found = Array.from({ length: count(id - 1) }, (_, number) => number)
        .map((number) => ({ number, at: atOf(number), status: number % 9 === 4 ? 500 : 200 }))
        .filter(({ at, status }) => at > after && at < before && status >= least)
        .toReversed();
      const { page, meta } = pageOf(found, query);
      const events = page.map(({ number, at, status }) => ({
        id: id * 1_000_000 + number,
        workflow_state: status === 200 ? "successful" : "failed",
        webhook_id: id,
        attempt_count: status === 200 ? 1 : 5,
        last_attempted_at: isoOf(at + 1_000),
        created_at: isoOf(at),
        object_type: "Enrollment",
        object_id: 4_000 + number,
        response_http_status: status,
      }));
      return { events, meta };
    },
    /** So many deliveries of the first webhook. */
    deliver(more: number, at = now()): void {
      for (let index = 0; index < more; index += 1) delivered.push(wholeSecond(at));
    },
  };
}

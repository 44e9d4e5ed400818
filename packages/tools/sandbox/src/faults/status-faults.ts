import { otherLimitFaults, statusFaults, timedLimitFaults } from "./fault-names.ts";
import { always, each, type ActiveRule } from "./scene.ts";

const SECONDS = 7;
const DECIMAL_SECONDS = 1.5;
const HOUR_MS = 3_600_000;
const DAY_S = 86_400;
/** Gateways and content networks answer with a page for people. */
const HTML = new Set([502, 520, 521, 522, 523, 524]);

/** Statuses, and limits with each kind of `Retry-After`. */
export const statusAndLimitFaults = {
  ...each(statusFaults, (name) => always(async () => refusal(Number(name.slice(-3)), {}))),
  ...each([...timedLimitFaults, ...otherLimitFaults], (name) =>
    always(async (scene, rule) => refusal(429, retryAfter[name](rule, scene.now()))),
  ),
};

type Limit = (typeof timedLimitFaults)[number] | (typeof otherLimitFaults)[number];

const retryAfter: Readonly<
  Record<Limit, (rule: ActiveRule, now: number) => Record<string, string>>
> = {
  "429-seconds": ({ seconds = SECONDS }) => ({ "retry-after": String(Math.ceil(seconds)) }),
  "429-decimal": ({ seconds = DECIMAL_SECONDS }) => ({ "retry-after": seconds.toFixed(1) }),
  "429-date": ({ seconds = SECONDS }, now) => dates(now, seconds),
  "429-skewed-date": ({ seconds = SECONDS }, now) => dates(now + HOUR_MS, seconds),
  "429-bare": () => ({}),
  "429-past": (_rule, now) => dates(now, -HOUR_MS / 1_000),
  "429-garbage": () => ({ "retry-after": "soon" }),
  "429-negative": () => ({ "retry-after": "-5" }),
  "429-day": () => ({ "retry-after": String(DAY_S) }),
};

/** By the server's clock, both cut to whole seconds. */
function dates(serverNow: number, seconds: number): Record<string, string> {
  return {
    date: new Date(serverNow).toUTCString(),
    "retry-after": new Date(serverNow + seconds * 1_000).toUTCString(),
  };
}

function refusal(status: number, headers: Readonly<Record<string, string>>): Response {
  if (!HTML.has(status)) {
    return Response.json(
      { message: `The sandbox was told to answer ${status}.` },
      { status, headers },
    );
  }
  const page = `<html><head><title>${status}</title></head><body><h1>${status} of a gateway</h1></body></html>`;
  return new Response(page, { status, headers: { "content-type": "text/html", ...headers } });
}

import type { redirectFaults } from "./fault-names.ts";
import { always, type FaultFamily } from "./scene.ts";

/** Marks the address that a redirect led to; the server behind never sees it. */
const MARK = "sandbox-redirect";
/** Keeps method and body. */
const STATUS = 307;

/** Redirects: one that leads back to the same resource, one that leads away, one without an end. */
export function createRedirectFaults(): FaultFamily<(typeof redirectFaults)[number]> {
  return {
    async standing(scene) {
      const url = new URL(scene.request.url);
      const mark = url.searchParams.get(MARK);
      if (mark === null) return undefined;
      if (mark === "loop") return to(url);
      url.searchParams.delete(MARK);
      return scene.ask(new Request(url, scene.request));
    },
    faults: {
      "redirect-same-host": always(async ({ request }) => to(marked(request, "once"))),
      "redirect-loop": always(async ({ request }) => to(marked(request, "loop"))),
      "redirect-other-host": always(async ({ request }) => {
        const { pathname, search } = new URL(request.url);
        return to(new URL(`https://elsewhere.example${pathname}${search}`));
      }),
    },
  };
}

function marked({ url }: Request, mark: "once" | "loop"): URL {
  const target = new URL(url);
  target.searchParams.set(MARK, mark);
  return target;
}

function to(location: URL): Response {
  return new Response(null, { status: STATUS, headers: { location: location.href } });
}

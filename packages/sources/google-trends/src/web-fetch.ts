const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const JSON_TYPES = /^(application|text)\/(json|javascript)\b/i;
const XML_TYPES = /^(application|text)\/(\w+\+)?xml\b/i;
const JSON_HEADERS = { "content-type": "application/json" } as const;
const SPACE = 32;
const NEWLINE = 10;
/** `)]}'`, which keeps the site's JSON from being run as a script. */
const GUARD = [41, 93, 125, 39];
/** How the walls of the site are told on: as the refusals that they are. */
const WALLS = 429;

/** The body of an answer that stands for a wall. */
export interface Wall {
  readonly wall: "captcha" | "consent" | "page";
}

/**
 * A fetch that reads the site's habits: the guard before its JSON becomes white space, its feed a JSON string, and a redirect to a CAPTCHA or to
 * consent, or a page in place of data, becomes a 429. No page is ever parsed.
 */
export function webFetch(fetching: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await fetching(input, init);
    const wall = wallIn(response, input instanceof Request ? input.url : String(input));
    if (wall !== undefined) {
      await response.body?.cancel();
      const headers = new Headers();
      for (const cookie of response.headers.getSetCookie()) headers.append("set-cookie", cookie);
      return Response.json({ wall } satisfies Wall, { status: WALLS, headers });
    }
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok || response.body === null) return response;
    if (XML_TYPES.test(type)) {
      return new Response(response.body.pipeThrough(asJsonText()), { headers: JSON_HEADERS });
    }
    if (!JSON_TYPES.test(type)) return response;
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(withoutGuard()), { status, statusText, headers });
  };
}

function wallIn({ status, headers }: Response, url: string): Wall["wall"] | undefined {
  if (REDIRECTS.has(status)) {
    const location = headers.get("location") ?? "";
    if (/^https?:\/\/consent\./.test(location)) return "consent";
    return /\/sorry\//.test(location.split("?", 1)[0] + "/") ? "captcha" : undefined;
  }
  const isPage = /^text\/html\b/i.test(headers.get("content-type") ?? "");
  // The explore page itself is asked for its cookie only.
  return status === 200 && isPage && !isExplorePage(url) ? "page" : undefined;
}

function isExplorePage(url: string): boolean {
  return /\/trends\/explore\/?$/.test(url.split("?", 1)[0] ?? "");
}

/** White space of the same length, so that the announced one stays true. */
function withoutGuard(): TransformStream<Uint8Array, Uint8Array> {
  let seen = 0;
  let inGuard = true;
  return new TransformStream({
    transform(chunk, controller) {
      if (!inGuard) {
        controller.enqueue(chunk);
        return;
      }
      const bytes = chunk.slice();
      for (let at = 0; at < bytes.length && inGuard; at++, seen++) {
        const byte = bytes[at];
        inGuard = seen < GUARD.length ? byte === GUARD[seen] : byte !== NEWLINE;
        if (inGuard) bytes[at] = SPACE;
      }
      controller.enqueue(bytes);
    },
  });
}

/** A feed as one JSON string, so that the layer that retries sees whether it is whole. */
function asJsonText(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder("utf-8");
  const encoder = new TextEncoder();
  const quoted = (text: string): Uint8Array => encoder.encode(JSON.stringify(text).slice(1, -1));
  const quote = encoder.encode('"');
  return new TransformStream({
    start: (controller) => controller.enqueue(quote),
    transform: (chunk, controller) =>
      controller.enqueue(quoted(decoder.decode(chunk, { stream: true }))),
    flush(controller) {
      controller.enqueue(quoted(decoder.decode()));
      controller.enqueue(quote);
    },
  });
}

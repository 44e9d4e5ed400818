/** One request that a source sent to a played vendor. */
export interface PlayedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** Parsed, where it was JSON; else text. */
  readonly body: unknown;
}

/** Gives the answer to a request, or undefined where the recording has none: that fails the play. */
export type Answers = (request: PlayedRequest) => Response | undefined;

export interface Vendor {
  readonly fetch: typeof fetch;
  readonly requests: readonly PlayedRequest[];
}

/** A vendor that gives recorded answers. */
export function playVendor(answers: Answers): Vendor {
  const requests: PlayedRequest[] = [];
  return {
    requests,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { method, headers } = request;
      const text = await request.text();
      const isJson = headers.get("content-type")?.includes("json") ?? false;
      const body: unknown = isJson && text !== "" ? JSON.parse(text) : text;
      const played = { method, url: new URL(request.url), headers, body };
      requests.push(played);
      const answer = answers(played);
      if (answer !== undefined) return answer;
      const message = `Nothing was recorded for ${method} ${played.url.pathname}.`;
      return Response.json({ message }, { status: 400 });
    },
  };
}

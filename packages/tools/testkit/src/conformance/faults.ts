import type { Fault, Server } from "./mounted-server.ts";

/** What stands in for the server's answer. */
export type FaultyAnswer = (request: Request) => Promise<Response>;

/** From the given request on, the answer is always this. */
export function from(first: number, answer: FaultyAnswer): Fault {
  return (number, request) => (number >= first ? answer(request) : undefined);
}

/** The given request alone is answered so. */
export function once(only: number, answer: FaultyAnswer): Fault {
  return (number, request) => (number === only ? answer(request) : undefined);
}

export function status(code: number, headers: Record<string, string> = {}): FaultyAnswer {
  return async () => Response.json({ message: `Status ${code}.` }, { status: code, headers });
}

export function text(body: string, contentType = "application/json"): FaultyAnswer {
  return async () => new Response(body, { headers: { "content-type": contentType } });
}

/** No answer, and no end to the waiting. */
export const silence: FaultyAnswer = () => new Promise(() => undefined);

/** The connection is reset before the headers. */
export const reset: FaultyAnswer = async () => {
  throw connectionReset();
};

/** The server's own answer, whose connection is reset half-way through the body. */
export function cutBody(server: Server): FaultyAnswer {
  return async (request) => {
    const answer = await server(request);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const half = bytes.subarray(0, Math.floor(bytes.length / 2));
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => controller.enqueue(half),
        pull: (controller) => controller.error(connectionReset()),
      },
      { highWaterMark: 0 },
    );
    return new Response(body, answer);
  };
}

/** As Node's fetch reports it. */
function connectionReset(): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}

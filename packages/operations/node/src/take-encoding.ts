import { DecoratorHandler, type Dispatcher } from "undici";
import { codingsOf, type Coding } from "./codings.ts";

const NAME = "content-encoding";
/** Statuses that have no body (Fetch standard). */
const BODILESS = new Set([101, 103, 204, 205, 304]);

/**
 * A dispatcher under which `fetch` leaves the body as it came: the header that would make it inflate (and accept a stream
 * that just stops) is taken away and told to `taken`, for the last answer of a chain of redirects.
 */
export function takeEncoding(
  dispatcher: Dispatcher,
  taken: (codings: readonly Coding[]) => void,
): Dispatcher {
  return dispatcher.compose((dispatch) => (options, handler) => {
    // It also speaks to the handlers of the `fetch` of older Nodes.
    const next: Dispatcher.DispatchHandler = new DecoratorHandler(handler);
    return dispatch(options, {
      onRequestStart: (controller, context) => next.onRequestStart?.(controller, context),
      onRequestUpgrade: (controller, status, headers, socket) =>
        next.onRequestUpgrade?.(controller, status, headers, socket),
      onResponseStart(controller, status, headers, message) {
        const bodiless = options.method === "HEAD" || BODILESS.has(status);
        const codings = bodiless ? [] : codingsOf(headers[NAME]);
        taken(codings);
        if (codings.length === 0) {
          next.onResponseStart?.(controller, status, headers, message);
          return;
        }
        const { [NAME]: _taken, ...others } = headers;
        dropRaw(controller);
        next.onResponseStart?.(controller, status, others, message);
      },
      onResponseData: (controller, chunk) => next.onResponseData?.(controller, chunk),
      onResponseEnd: (controller, trailers) => next.onResponseEnd?.(controller, trailers),
      onResponseError: (controller, error) => next.onResponseError?.(controller, error),
    });
  });
}

/** Newer versions of `fetch` read the headers as they stood on the wire: name, value, name, value. */
function dropRaw(controller: Dispatcher.DispatchController): void {
  const { rawHeaders } = controller;
  if (!Array.isArray(rawHeaders)) return;
  for (let at = rawHeaders.length - 2; at >= 0; at -= 2) {
    if (String(rawHeaders[at]).toLowerCase() === NAME) rawHeaders.splice(at, 2);
  }
}

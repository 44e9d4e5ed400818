import { BrainError } from "@brain/core";
import type { HttpClient, RequestOptions } from "@brain/http";
import type { StreamPlan } from "./plan.ts";

const NOT_FOUND = 404;

/** What one reading of a list has seen of it. */
export interface Seen {
  /** The page being asked for is not the first. */
  isFollowing: boolean;
  /** Until when the answers so far are complete, where headers tell. */
  through: string | undefined;
}

/**
 * The client as a stream needs it: parameters go where the method has them, a parent that has nothing is no error, and the
 * header that tells until when answers are complete is noted.
 */
export function readingClient(
  client: HttpClient,
  { form, json, absent = [], cursor }: StreamPlan,
  fixed: RequestOptions["query"],
  seen: Seen,
): HttpClient {
  const placed = (options: RequestOptions): RequestOptions => {
    if (form === undefined && json === undefined) return options;
    const moved = Object.fromEntries(new URLSearchParams(String(options.query ?? "")));
    const body =
      form === undefined
        ? { json: { ...Object(options.json), ...moved } }
        : { form: { ...Object(options.form), ...moved } };
    return { ...options, ...body, query: fixed };
  };
  return {
    ...client,
    async json<T>(path: string, options: RequestOptions = {}) {
      const { isFollowing } = seen;
      try {
        const answer = await client.json<T>(path, placed(options));
        const header = cursor?.throughHeader;
        const through = header === undefined ? null : answer.headers.get(header);
        if (through !== null) seen.through = earlierOf(seen.through, through);
        return answer;
      } catch (error) {
        // Of a later page it may be the page's address that is no longer good.
        if (isFollowing || !isAbsent(error, absent)) throw error;
        const nothing = { status: NOT_FOUND, headers: new Headers(), url: "", body: undefined };
        // An expected status without a list: nobody looks into the body.
        return nothing as { status: number; headers: Headers; url: string; body: T };
      }
    },
  };
}

function isAbsent(error: unknown, absent: readonly (string | number)[]): boolean {
  if (!BrainError.isInstance(error)) return false;
  const { status, vendorCode } = error.context;
  return absent.some((one) => one === status || one === vendorCode);
}

function earlierOf(known: string | undefined, given: string): string {
  return known !== undefined && Date.parse(known) <= Date.parse(given) ? known : given;
}

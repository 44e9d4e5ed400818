import { DecodeError, PaginationError } from "@brain/core";
import { path, type HttpClient } from "@brain/http";
import { hasList, listIn, metaOf, pagesOf } from "./lists.ts";
import { PAGE_RECORDS } from "./limits.ts";
import { idOf, instantOf, isoSecond } from "./to-record.ts";

/** Enrollments of a course, oldest first. */
export interface EnrollmentPage {
  readonly enrollments: readonly object[];
}

/** Which enrollments: from an instant on and before another, epoch milliseconds. */
export interface EnrollmentRange {
  readonly from: number | undefined;
  readonly to: number;
}

/** So many pages in a row without anything new are no chance: the server ignores the page's number. */
const MAX_REPEATS = 2;
/** The filter may leave out the very instant that it is given. */
const SECOND_MS = 1_000;

/**
 * Goes on from the last enrollment's instant instead of a page's number, so that nothing is passed over when someone
 * leaves, and so that a reading can be resumed at any later time. Pages are counted only among those who enrolled in one
 * and the same second, as an import does.
 *
 * @throws PaginationError `pagination_loop`; DecodeError `wrong_shape` where they do not come in order.
 */
export async function* enrollmentPages(
  client: HttpClient,
  course: string,
  { from, to }: EnrollmentRange,
): AsyncGenerator<EnrollmentPage> {
  let since = from;
  let page = 1;
  let repeats = 0;
  /** Who is known to have enrolled at `since`. */
  let known = new Set<string>();
  for (;;) {
    const { status, body } = await client.json<unknown>(path`courses/${course}/enrollments`, {
      query: {
        sort_direction: "asc",
        enrolled_in_after: since === undefined ? undefined : isoSecond(since - SECOND_MS),
        per: PAGE_RECORDS,
        page,
      },
      endpoint: "courses/{course_id}/enrollments",
      expect: [404],
      shape: hasList("enrollments"),
    });
    // The course is gone.
    if (status === 404) return;
    const list = listIn(body, "enrollments");
    const instants = list.map((one) => instantOf(one, "enrolled_at"));
    const last = lastOf(instants);
    const fresh = list.filter((one, index) => {
      const at = instants[index] ?? since ?? to;
      return at >= (since ?? at) && !known.has(idOf(one, "user_id") ?? "");
    });
    yield { enrollments: fresh.filter((one) => (instantOf(one, "enrolled_at") ?? 0) < to) };
    const pages = pagesOf(body) ?? Infinity;
    // The number of pages is not believed where the number of enrollments says otherwise: other parts of it were seen wrong.
    const isLast = page >= pages && (metaOf(body).total ?? 0) <= page * PAGE_RECORDS;
    if (list.length === 0 || isLast || (last !== undefined && last >= to)) return;
    repeats = fresh.length === 0 ? repeats + 1 : 0;
    if (repeats >= MAX_REPEATS) {
      // Without an account of the pages that is the end of the list.
      if (pages === Infinity) return;
      throw looping(course);
    }
    if (last !== undefined && (since === undefined || last > since)) {
      [since, page] = [last, 1];
      known = new Set();
    } else {
      page += 1;
    }
    for (const [index, one] of list.entries()) {
      if (instants[index] === since) known.add(idOf(one, "user_id") ?? "");
    }
  }
}

function lastOf(instants: readonly (number | undefined)[]): number | undefined {
  let last: number | undefined;
  for (const at of instants) {
    if (at === undefined) continue;
    if (last !== undefined && at < last) {
      throw new DecodeError({
        code: "wrong_shape",
        message: "Teachable gave enrollments that are not in the order that was asked for.",
        hint: "Nothing was passed over; try again, and report it if it lasts.",
      });
    }
    last = at;
  }
  return last;
}

function looping(course: string): PaginationError {
  return new PaginationError({
    code: "pagination_loop",
    message: `Teachable gave the same enrollments of course ${course} for every page.`,
  });
}

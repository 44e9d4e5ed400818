import { tokenGuard, type HttpClient } from "@brain/http";
import { PAGE_RECORDS } from "./limits.ts";
import { pagesOf } from "./lists.ts";
import { readSingle, single } from "./single.ts";

/** A section of a course with what a user has done of its lectures. */
export interface SectionProgress {
  readonly lectures: readonly object[];
}

/** How far a user is in a course: its own fields, and the sections of all its pages. */
export interface Progress {
  readonly about: object;
  readonly sections: readonly SectionProgress[];
}

/** All pages of it, since lectures are paged; undefined: the user or the course is gone. */
export async function readProgress(
  client: HttpClient,
  course: string,
  user: string,
): Promise<Progress | undefined> {
  const guard = tokenGuard();
  const sections = new Map<unknown, SectionProgress>();
  for (let page = 1; ; page += 1) {
    const answer = await readSingle(client, single.progress(course, user, page, PAGE_RECORDS));
    if (answer === undefined) return undefined;
    const { lecture_sections: given, ...about } = { lecture_sections: [], ...answer.found };
    const list: readonly object[] = Array.isArray(given) ? given : [];
    for (const section of list) {
      const { lectures = [], ...rest }: SectionShape = section;
      const known = sections.get(rest.id);
      // A section may go on on the next page.
      sections.set(rest.id, { ...rest, lectures: [...(known?.lectures ?? []), ...lectures] });
    }
    const lectures = list.flatMap((section: SectionShape) => section.lectures ?? []).length;
    // The account was seen to be all zeros; a page that is not full is the last one then.
    const isLast = page >= (pagesOf(answer.body) ?? (lectures < PAGE_RECORDS ? page : Infinity));
    if (lectures === 0 || isLast) return { about, sections: [...sections.values()] };
    guard.page(String(page + 1), lectures);
  }
}

interface SectionShape {
  readonly id?: unknown;
  readonly lectures?: readonly object[];
}

import { tokenGuard, type HttpClient } from "@brain/http";
import { PAGE_RECORDS } from "./limits.ts";
import { metaOf } from "./lists.ts";
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
    // The account counts lectures, and is all zeros for one who has not begun.
    const pages = metaOf(answer.body).number_of_pages ?? 1;
    if (list.length === 0 || page >= pages) return { about, sections: [...sections.values()] };
    guard.page(String(page + 1), list.length);
  }
}

interface SectionShape {
  readonly id?: unknown;
  readonly lectures?: readonly object[];
}

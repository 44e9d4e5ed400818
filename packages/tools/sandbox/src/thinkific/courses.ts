import { hash, pick } from "../random.ts";
import { DAY_MS } from "../zone.ts";
import { pageOf } from "./paging.ts";
import { notFound } from "./refusal.ts";
import { createRows } from "./rows.ts";
import { FIRST, isoOf, SPREAD, type ThinkificSite } from "./site.ts";

const KINDS = [
  "Lesson",
  "HtmlItem",
  "Quiz",
  "Pdf",
  "Assignment",
  "Audio",
  "Survey",
  "LiveLesson",
] as const;

/** Courses with their chapters, contents and reviews. */
export function createCourses(site: ThinkificSite, seed: number, start: number) {
  const rows = createRows(site.courses, FIRST.course);
  const names = new Map<number, string>();
  const dropped = new Set<number>();

  const numbersOf = (size: number): number[] => Array.from({ length: size }, (_, index) => index);
  const chapterIds = (course: number): number[] =>
    numbersOf(site.chapters)
      .map((index) => FIRST.chapter + course * SPREAD + index)
      .filter((id) => !dropped.has(id));
  const contentIds = (chapter: number): number[] =>
    numbersOf(site.contents).map((index) => FIRST.content + (chapter - FIRST.chapter) * 20 + index);
  const nameOf = (course: number): string => names.get(course) ?? `Course ${course + 1}`;

  const course = (number: number) => ({
    id: rows.idOf(number),
    name: nameOf(number),
    slug: `course-${number + 1}`,
    subtitle: number % 3 === 1 ? null : "Learn it in a month",
    product_id: FIRST.product + number,
    description: number % 4 === 2 ? null : `Invented course ${number + 1}.`,
    course_card_text: null,
    intro_video_youtube: null,
    contact_information: null,
    keywords: number % 2 === 0 ? "invented,course" : null,
    duration: "22",
    banner_image_url: null,
    course_card_image_url: `https://cdn.example.com/courses/${number}.jpg`,
    intro_video_wistia_identifier: null,
    administrator_user_ids: [FIRST.user, FIRST.user + 1],
    chapter_ids: chapterIds(number),
    reviews_enabled: number % 2 === 0,
    user_id: FIRST.user,
    instructor_id: FIRST.instructor + (number % Math.max(1, site.instructors)),
  });
  /** @throws Refusal 404 */
  const numberOfChapter = (id: number): number => {
    const number = Math.floor((id - FIRST.chapter) / SPREAD);
    if (rows.has(number) && chapterIds(number).includes(id)) return number;
    throw notFound();
  };

  return {
    rows,
    nameOf,
    list: (query: URLSearchParams) => pageOf(rows.numbers(), query, course),
    one: (id: number) => course(rows.numberOf(id)),
    chapters: (id: number, query: URLSearchParams) =>
      pageOf(chapterIds(rows.numberOf(id)), query, (chapter) => {
        const index = (chapter - FIRST.chapter) % SPREAD;
        return {
          id: chapter,
          name: `Chapter ${index + 1}`,
          position: index + 1,
          description: index % 2 === 0 ? null : "What it is about",
          duration_in_seconds: (hash(seed, chapter) % 90) * 60,
          content_ids: contentIds(chapter),
        };
      }),
    contents(chapter: number, query: URLSearchParams) {
      const slug = `course-${numberOfChapter(chapter) + 1}`;
      return pageOf(contentIds(chapter), query, (id) => ({
        id,
        name: `Content ${id}`,
        position: ((id - FIRST.content) % 20) + 1,
        chapter_id: chapter,
        contentable_type: pick(KINDS, id),
        free: id % 5 === 0,
        take_url: `https://school.example.com/courses/take/${slug}/${id}`,
      }));
    },
    reviews(id: number, query: URLSearchParams) {
      const number = rows.numberOf(id);
      const isApproved = (review: number): boolean => review % 4 !== 3;
      const asked = query.get("approved") === "true";
      const found = numbersOf(site.reviews).filter((review) => !asked || isApproved(review));
      return pageOf(found, query, (review) => ({
        id: FIRST.review + number * SPREAD + review,
        rating: 1 + (hash(seed, number, review) % 5),
        title: `Review ${review + 1}`,
        review_text: `I have taken course ${number + 1}.`,
        user_id: FIRST.user + (review % Math.max(1, site.users)),
        course_id: id,
        approved: isApproved(review),
        created_at: isoOf(start - (review + 1) * DAY_MS),
      }));
    },
    rename(id: number, name: string): void {
      names.set(rows.numberOf(id), name);
    },
    /** Takes a chapter out of its course. */
    removeChapter(id: number): void {
      dropped.add(id);
    },
  };
}

export type Courses = ReturnType<typeof createCourses>;

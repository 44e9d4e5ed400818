import { hash } from "../random.ts";
import { flagIn } from "./paging.ts";
import { Refusal } from "./refusal.ts";
import { FIRST_COURSE, type TeachableSchool } from "./school.ts";

/** A lecture, by its place in the course. */
export interface Lecture {
  readonly index: number;
  readonly id: number;
  readonly name: string;
  readonly position: number;
  readonly is_published: boolean;
  readonly sectionId: number;
}

const KINDS = ["text", "video", "pdf"] as const;
const QUIZ_EVERY = 4;

/** Courses by their number, counted from 0; only changes are kept. */
export function createCourses(school: TeachableSchool, seed: number) {
  let count = school.courses;
  const gone = new Set<number>();
  const names = new Map<number, string>();
  const filled = Math.max(1, school.sections - 1);

  const sectionId = (course: number, section: number): number => 1_000_000 + course * 100 + section;
  const lectures = (course: number): Lecture[] =>
    Array.from({ length: school.lectures }, (_, index) => ({
      index,
      id: 2_000_000 + course * 1_000 + index,
      name: `Lecture ${index + 1}`,
      position: Math.floor(index / filled) + 1,
      is_published: index % 7 !== 6,
      sectionId: sectionId(course, index % filled),
    })).toSorted((one, other) => one.sectionId - other.sectionId || one.index - other.index);
  const summary = (course: number) => ({
    id: FIRST_COURSE + course,
    name: names.get(course) ?? `Course ${course + 1}`,
    heading: course % 3 === 1 ? null : "Learn it in a month",
    description: `<p>Invented course ${course + 1}.</p>`,
    is_published: course % 4 !== 3,
    image_url: course % 2 === 0 ? `https://cdn.example.com/courses/${course}.jpg` : null,
  });
  const section = (course: number, number: number) => ({
    id: sectionId(course, number),
    name: `Section ${number + 1}`,
    is_published: true,
    position: number + 1,
  });
  const numbers = (): number[] =>
    Array.from({ length: count }, (_, number) => number).filter((number) => !gone.has(number));
  const quizIds = ({ id, index }: Lecture): number[] =>
    index % QUIZ_EVERY === 1 ? [20_000_000 + (id - 2_000_000) * 10] : [];

  return {
    numbers,
    lectures,
    section,
    sections: school.sections,
    quizIds,
    /** @throws Refusal 404 */
    numberOf(id: number): number {
      const number = id - FIRST_COURSE;
      if (number >= 0 && number < count && !gone.has(number)) return number;
      throw new Refusal(404, "Course not found");
    },
    /** @throws Refusal 404 */
    lectureOf(course: number, id: number): Lecture {
      const lecture = lectures(course).find((one) => one.id === id);
      if (lecture === undefined) throw new Refusal(404, "Lecture not found");
      return lecture;
    },
    list(query: URLSearchParams) {
      const [name, published] = [query.get("name"), flagIn(query, "is_published")];
      return numbers()
        .map(summary)
        .filter((one) => name === null || one.name.includes(name))
        .filter((one) => published === undefined || one.is_published === published);
    },
    name: (course: number): string => summary(course).name,
    detail(course: number) {
      const all = lectures(course);
      return {
        ...summary(course),
        lecture_sections: Array.from({ length: school.sections }, (_, number) => ({
          ...section(course, number),
          lectures: all
            .filter((one) => one.sectionId === sectionId(course, number))
            .map(({ id, position, is_published }) => ({ id, position, is_published })),
        })),
        author_bio: {
          name: `Author ${course % 2}`,
          bio: course % 2 === 0 ? "Writes invented courses." : null,
          profile_image_url: "https://cdn.example.com/author.jpg",
          user_id: course % 2 === 0 ? 9_876 : null,
        },
      };
    },
    lecture(course: number, lecture: Lecture) {
      const { id, index, name, position, is_published, sectionId: lecture_section_id } = lecture;
      const kind = KINDS[hash(seed, course, index) % KINDS.length] ?? "text";
      const isFile = kind !== "text";
      const first = {
        id: 5_000_000 + (id - 2_000_000) * 2,
        name: isFile ? `file-${index}.${kind === "pdf" ? "pdf" : "mp4"}` : null,
        kind,
        url: isFile ? `https://cdn.example.com/files/${id}` : null,
        text: isFile ? null : "<p>Read this.</p>",
        position: 1,
        file_size: isFile ? 0 : null,
        file_extension: isFile ? (kind === "pdf" ? "pdf" : "mp4") : null,
        quiz: null,
      };
      const quizzes = quizIds(lecture).map((quiz) => ({
        ...first,
        id: quiz,
        name: null,
        kind: "quiz",
        url: null,
        text: null,
        position: 2,
        file_size: null,
        file_extension: null,
        quiz: { id: quiz + 1, questions: questions() },
      }));
      return {
        id,
        name,
        is_published,
        position,
        lecture_section_id,
        attachments: [first, ...quizzes],
      };
    },
    quiz(id: number) {
      const inner = { id: id + 1, type: "Quiz", questions: questions() };
      return {
        id,
        name: `Quiz ${id}`,
        kind: "quiz",
        url: null,
        text: null,
        position: 2,
        quiz: inner,
      };
    },
    add(): number {
      count += 1;
      return FIRST_COURSE + count - 1;
    },
    remove(id: number): void {
      gone.add(id - FIRST_COURSE);
    },
    rename(id: number, name: string): void {
      names.set(id - FIRST_COURSE, name);
    },
  };
}

export type Courses = ReturnType<typeof createCourses>;

function questions() {
  return [
    {
      question: "Which of these is invented?",
      question_type: "single",
      answers: ["This school", "Arithmetic"],
      correct_answers: ["This school"],
      graded: true,
    },
  ];
}

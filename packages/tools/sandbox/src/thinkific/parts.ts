import type { Courses } from "./courses.ts";
import type { Users } from "./users.ts";

/** What is made first, and what the rest of a site is made with. */
export interface Parts {
  readonly courses: Courses;
  readonly users: Users;
  readonly seed: number;
  /** When the emulator began, epoch milliseconds. */
  readonly start: number;
  readonly now: () => number;
}

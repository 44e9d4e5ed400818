/** Teachable as a Brain source. @packageDocumentation */
export { teachable } from "./teachable.ts";
export { teachableConfigSchema, type TeachableConfig } from "./config.ts";
export { courseAuthorSchema, type CourseAuthor } from "./streams/course-authors.ts";
export { courseLectureSchema, type CourseLecture } from "./streams/course-lectures.ts";
export { courseSectionSchema, type CourseSection } from "./streams/course-sections.ts";
export { courseSchema, type Course } from "./streams/courses.ts";
export { enrollmentSchema, type Enrollment } from "./streams/enrollments.ts";
export { lectureSchema, type Lecture } from "./streams/lectures.ts";
export { quizResponseSchema, type QuizResponse } from "./streams/quiz-responses.ts";
export { quizSchema, type Quiz } from "./streams/quizzes.ts";

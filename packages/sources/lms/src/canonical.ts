import type { FieldOptions } from "./field-options.ts";

/** The fields of a canonical stream, each with its type, and its personal data declared. */
type CanonicalFields = Readonly<Record<string, FieldOptions & { readonly type: string }>>;

const id = { type: "id" } as const;
const text = { type: "text" } as const;
const number = { type: "number" } as const;
const instant = { type: "instant" } as const;
const fraction = { type: "fraction" } as const;

/** What every platform's records are made into: ids are text, instants UTC, progress and scaled scores 0 to 1. */
export const canonical = {
  users: {
    id,
    email: { type: "text", pii: "email" },
    name: { type: "text", pii: "name" },
    username: { type: "text", pii: "id" },
    status: text,
    created_at: instant,
    last_access_at: instant,
  },
  courses: {
    id,
    name: text,
    code: text,
    status: text,
    start_at: instant,
    end_at: instant,
    category: text,
    updated_at: instant,
  },
  enrollments: {
    id: { type: "id", from: "id", join: ["course_id", "user_id", "role"] },
    course_id: id,
    user_id: id,
    role: text,
    status: text,
    enrolled_at: instant,
    completed_at: instant,
    expires_at: instant,
    progress: fraction,
    last_activity_at: instant,
    grade: text,
    updated_at: instant,
  },
  assessments: {
    id,
    course_id: id,
    type: text,
    title: text,
    max_score: number,
    due_at: instant,
    published: { type: "boolean" },
  },
  assessment_results: {
    id: { type: "id", from: "id", join: ["assessment_id", "user_id", "attempt"] },
    assessment_id: id,
    course_id: id,
    user_id: id,
    score: number,
    max_score: number,
    scaled: fraction,
    passed: { type: "boolean" },
    submitted_at: instant,
    graded_at: instant,
    attempt: number,
  },
  analytics: {
    id: { type: "id", from: "id", join: ["course_id", "user_id", "date"], default: "all" },
    course_id: id,
    user_id: id,
    date: { type: "day" },
    page_views: number,
    participations: number,
    minutes: number,
    completions: number,
  },
  activities: {
    id,
    actor: { type: "json", pii: "id" },
    verb: { type: "json" },
    object: { type: "json" },
    result: { type: "json" },
    context: { type: "json" },
    timestamp: instant,
    stored: instant,
  },
} as const satisfies Readonly<Record<string, CanonicalFields>>;

/** A kind of record that platforms have in common. */
export type Kind = keyof typeof canonical;

/** The kinds, as a config names them. */
export const kinds = Object.keys(canonical) as [Kind, ...Kind[]]; // the keys of an object that is never empty

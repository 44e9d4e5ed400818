import type { Preset } from "./preset.ts";

const CMI5 = "https://w3id.org/xapi/adl/verbs/";
const ADL = "http://adlnet.gov/expapi/verbs/";
const statements = {
  path: "statements",
  records: "statements",
  paging: { type: "next-url", next: "more", sizeParam: "limit", size: 500 },
  cursor: {
    field: "stored",
    order: "ascending",
    param: "since",
    untilParam: "until",
    exclusive: true,
    throughHeader: "x-experience-api-consistent-through",
  },
} as const;
const who = {
  user_id: {
    from: ["actor.account.name", "actor.mbox", "actor.mbox_sha1sum", "actor.openid"],
    type: "text",
    pii: "id",
  },
  actor: { type: "json", pii: "id" },
  authority: { type: "json", pii: "id" },
  registration: { from: "context.registration", type: "id" },
  stored: { type: "instant" },
} as const;

/** A learning record store: statements in the order stored, and what cmi5's verbs say of results and completions. */
export const xapi = {
  auth: { type: "basic" },
  headers: { "x-experience-api-version": "1.0.3" },
  streams: {
    activities: {
      ...statements,
      query: { ascending: "true" },
      fields: {
        ...who,
        verb_id: { from: "verb.id", type: "text" },
        object_id: { from: "object.id", type: "text" },
        success: { from: "result.success", type: "boolean" },
        completion: { from: "result.completion", type: "boolean" },
        scaled: { from: "result.score.scaled", type: "number" },
        duration: { from: "result.duration", type: "text" },
      },
    },
    /** Which statements are void: a record store no longer gives those, but they may have been read before. */
    voided: {
      ...statements,
      query: { ascending: "true", verb: `${ADL}voided` },
      fields: {
        id: { from: "object.id", type: "id" },
        voided_by: { from: "id", type: "id" },
        ...who,
      },
    },
    enrollments: {
      ...statements,
      query: { ascending: "true", verb: "{verb}" },
      each: { values: [`${CMI5}satisfied`], as: "verb" },
      fields: {
        ...who,
        course_id: "object.id",
        status: { value: "completed" },
        completed_at: "timestamp",
      },
    },
    assessment_results: {
      ...statements,
      query: { ascending: "true", verb: "{verb}" },
      each: { values: [`${ADL}passed`, `${ADL}failed`], as: "verb" },
      fields: {
        ...who,
        assessment_id: "object.id",
        score: "result.score.raw",
        max_score: "result.score.max",
        // -1 to 1, as the standard has it.
        scaled: { from: "result.score.scaled", type: "number" },
        passed: "result.success",
        submitted_at: "timestamp",
      },
    },
  },
} as const satisfies Preset;

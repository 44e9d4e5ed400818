import { sandboxCredentials } from "@brain/sandbox";
import { ADDRESS } from "../observe-source.ts";
import type { SourceFacts, StreamFacts } from "../source-facts.ts";

const { apiKey, clientId, clientSecret, username, password } = sandboxCredentials.lms;
const ofCourse: StreamFacts = { partition: "a course" };
const ofVerb: StreamFacts = { partition: "a verb" };

export const lms: SourceFacts = {
  variants: [
    { label: "`default`", config: {} },
    {
      label: "`moodle`",
      config: { preset: "moodle", baseUrl: `${ADDRESS}/moodle`, apiKey },
      streams: { enrollments: ofCourse, assessments: ofCourse, analytics: { partition: "a user" } },
    },
    {
      label: "`canvas`",
      config: { preset: "canvas", baseUrl: `${ADDRESS}/canvas`, apiKey },
      streams: { enrollments: ofCourse, assessments: ofCourse, analytics: ofCourse },
    },
    {
      label: "`openedx`",
      config: {
        preset: "openedx",
        baseUrl: `${ADDRESS}/edx`,
        apiKey: undefined,
        clientId,
        clientSecret,
      },
      streams: { enrollments: ofCourse },
    },
    {
      label: "`xapi`",
      config: { preset: "xapi", baseUrl: `${ADDRESS}/xapi`, apiKey: undefined, username, password },
      streams: { enrollments: ofVerb, assessment_results: ofVerb },
    },
  ],
  streams: {
    assignments: ofCourse,
    quizzes: ofCourse,
    assessment_results: ofCourse,
    student_summaries: ofCourse,
  },
  limits: [
    "Each platform has its own. `limits` and `rateLimit` of the config are kept, and what a platform answers.",
    "Canvas limits by cost: one request is under way at a time. Moodle pages `enrollments` alone, 500 at a time.",
  ],
  others: [],
  without:
    "No connector for any LMS was found. Airbyte's Connector Builder, dlt's `rest_api` and Fivetran's functions are tools to make one, without presets, scales of progress or streams that are the same on each platform.",
  lacking: [],
};

import { ABOUT, type Files } from "../play-all.ts";
import { playOpenApi, withShape } from "./play-documents.ts";
import { playError, playRows } from "./play-fixture.ts";

const fixtures = "thinkific/fixtures";
const openapi = "thinkific/openapi";

export const thinkificFiles: Files = {
  "thinkific/README.md": ABOUT,
  [`${fixtures}/auth-401.json`]: {
    proves: "a wrong key is an error at the first answer",
    play: playError(["courses"], "auth_failed"),
  },
  [`${fixtures}/courses-page.json`]: {
    proves: "key and site are in their headers, ids become text",
    play: withShape(
      playRows(
        "courses",
        [
          {
            id: "1",
            name: "My Course",
            product_id: "0",
            administrator_user_ids: ["1", "2"],
            chapter_ids: ["1", "2"],
            reviews_enabled: false,
            user_id: "1",
            instructor_id: "1",
          },
        ],
        { id: "VARCHAR", reviews_enabled: "BOOLEAN" },
      ),
    ),
  },
  [`${fixtures}/enrollments-page.json`]: {
    proves: "the share that was completed is a number from 0 to 1, instants have their type",
    play: withShape(
      playRows(
        "enrollments",
        [
          {
            id: "1",
            user_email: "bob@example.com",
            user_name: "Bob Smith",
            user_id: "1",
            course_name: "My Course",
            course_id: "1",
            percentage_completed: 1,
            expired: false,
            is_free_trial: false,
            completed: true,
            started_at: "2018-01-01T01:01:00Z",
            activated_at: "2018-01-01T01:01:00Z",
            completed_at: "2018-01-31T01:01:00Z",
            updated_at: "2018-01-31T01:01:00Z",
            expiry_date: "2019-01-01T01:01:00Z",
          },
        ],
        { percentage_completed: "DOUBLE", completed: "BOOLEAN", updated_at: "TIMESTAMP" },
      ),
    ),
  },
  [`${fixtures}/order-key-with-space.json`]: {
    proves: "both spellings of an order's instant are one column; dollars stay text",
    play: playRows(
      "orders",
      [
        {
          id: "1",
          created_at: "2026-01-01T00:00:00Z",
          amount_dollars: "20.0",
          amount_cents: 2000,
          items: [],
        },
        {
          id: "2",
          created_at: "2026-01-02T00:00:00Z",
          amount_dollars: "5.5",
          amount_cents: 550,
          items: [],
        },
      ],
      { created_at: "TIMESTAMP", amount_dollars: "VARCHAR", amount_cents: "DOUBLE" },
    ),
  },
  [`${fixtures}/plan-403.json`]: {
    proves: "a plan without the API is told as such, at the first answer",
    play: playError(["courses"], "scope_missing", "plan_required"),
  },
  [`${fixtures}/two-pages.json`]: {
    proves: "a list goes on while there is a next page",
    play: playRows(
      "users",
      [
        { id: "1", email: "a@example.com" },
        { id: "2", email: "b@example.com" },
      ],
      { id: "VARCHAR", email: "VARCHAR" },
    ),
  },
  [`${fixtures}/validation-error-shapes.json`]: {
    proves: "errors in either form are one line that names the field",
    play: playError(["enrollments", "users"], "http_status"),
  },
  [`${openapi}/thinkific-admin.openapi.yml`]: {
    proves: "requests of the source and answers of the emulator fit the official document",
    play: playOpenApi,
  },
  [`${openapi}/thinkific-events.openapi.yml`]: {
    leftOut: "an event by the id that a webhook brings; there is no list of them to read",
  },
  [`${openapi}/thinkific-webhooks.openapi.yml`]: {
    leftOut: "for managing webhooks, which the source does not",
  },
};

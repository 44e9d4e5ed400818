import { from, maskDeclared, rules, type RecordOf, type RuleSet } from "@brain/core";
import { lms } from "./lms.ts";
import { lmsRules } from "./rules.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

const place = { baseUrl: "https://lms.example.com/api", apiKey: "k" } as const;

const plain = lms(place).streams;
void (true satisfies Equal<RecordOf<typeof plain.users>["id"], string>);
void (true satisfies Equal<RecordOf<typeof plain.users>["email"], string | null>);
void (true satisfies Equal<RecordOf<typeof plain.enrollments>["progress"], number | null>);
// What else the platform sends is known to the platform only.
void (true satisfies Equal<RecordOf<typeof plain.users>["department"], unknown>);
from(plain.users)
  .protect(maskDeclared(plain.users))
  .into("users", { key: ["id"] });

const own = lms({
  ...place,
  streams: {
    users: {
      fields: {
        email: "contact.mail",
        age: { from: "profile.age", type: "number" },
        badges: { from: "profile.badges" },
        updated_at: { type: "instant" },
      },
      cursor: { field: "updated_at", param: "changed_after" },
    },
    certificates: {
      path: "certs",
      primaryKey: ["serial"],
      fields: { serial: { type: "id" }, share: { type: "fraction", whole: 100 }, note: "memo" },
    },
    rooms: { path: "rooms" },
    exams: { kind: "assessments", fields: { weight: { type: "number" } } },
    analytics: false,
  },
}).streams;
void (true satisfies Equal<RecordOf<typeof own.users>["age"], number | null>);
void (true satisfies Equal<RecordOf<typeof own.users>["email"], string | null>);
void (true satisfies Equal<RecordOf<typeof own.users>["badges"], unknown>);
void (true satisfies Equal<RecordOf<typeof own.certificates>["serial"], string>);
void (true satisfies Equal<RecordOf<typeof own.certificates>["share"], number | null>);
void (true satisfies Equal<RecordOf<typeof own.certificates>["note"], unknown>);
void (true satisfies Equal<RecordOf<typeof own.exams>["max_score"], number | null>);
void (true satisfies Equal<RecordOf<typeof own.exams>["weight"], number | null>);

const moodle = lms({ ...place, preset: "moodle" }).streams;
void (true satisfies Equal<RecordOf<typeof moodle.analytics>["progress"], number | null>);
void (true satisfies Equal<RecordOf<typeof moodle.assignments>["title"], string | null>);
const edx = lms({ baseUrl: "https://edx.example.com", preset: "openedx", apiKey: "t" }).streams;
void (true satisfies Equal<RecordOf<typeof edx.enrollments>["user_id"], string>);
const lrs = lms({
  baseUrl: "https://lrs.example.com",
  preset: "xapi",
  username: "u",
  password: "p",
});
void (true satisfies Equal<RecordOf<typeof lrs.streams.activities>["duration"], string | null>);

void (true satisfies Equal<RecordOf<typeof own.rooms>["id"], string>);

// @ts-expect-error not wanted
void own.analytics;
// @ts-expect-error Open edX has no list of users
void edx.users;
// @ts-expect-error nobody described it
void plain.certificates;
// @ts-expect-error no such platform
lms({ ...place, preset: "blackboard" });
// @ts-expect-error no such type
lms({ ...place, streams: { users: { fields: { age: { type: "float" } } } } });
// @ts-expect-error no such paging
lms({ ...place, streams: { users: { paging: { type: "pages" } } } });
// @ts-expect-error no such kind of personal data
lms({ ...place, streams: { users: { fields: { age: { pii: "birthday" } } } } });
// @ts-expect-error a function is no plain data
lms({ ...place, streams: { users: { fields: { age: { from: () => 1 } } } } });
// @ts-expect-error not a declared field
void plain.users.read({ fields: ["nmae"] });

// Its rules fit its streams, which stay streams: personal data can still be protected behind them.
from(plain.users).validate(rules(lmsRules.users)).protect(maskDeclared(plain.users)).into("users");
from(moodle.users)
  .validate(rules(lmsRules.users))
  .protect(maskDeclared(moodle.users))
  .into("users");
from(edx.enrollments)
  .validate(rules(lmsRules.enrollments))
  .protect(maskDeclared(edx.enrollments))
  .into("enrollments");
from(edx.assessment_results)
  .validate(rules(lmsRules.assessment_results))
  .protect(maskDeclared(edx.assessment_results))
  .into("results");
from(own.users).validate(rules(lmsRules.users)).protect(maskDeclared(own.users)).into("users");
// @ts-expect-error no such field
void ({ required: ["nope"] } satisfies RuleSet<RecordOf<typeof plain.users>>);

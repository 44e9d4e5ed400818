import { from, maskDeclared, rules, type RecordOf, type RuleSet } from "@brain/core";
import { teachable } from "./teachable.ts";
import { teachableRules } from "./rules.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

const { streams } = teachable({ apiKey: "k", courseIds: [1, "2"], monthlyRequests: 10_000 });

void (true satisfies Equal<RecordOf<typeof streams.enrollments>["user_id"], string>);
void (true satisfies Equal<
  RecordOf<typeof streams.transactions>["charge"],
  number | null | undefined
>);
void (true satisfies Equal<RecordOf<typeof streams.quiz_responses>["submitted_at"], string>);
void (true satisfies Equal<RecordOf<typeof streams.course_lectures>["lecture_id"], string>);
// What Teachable adds is kept, and known to nobody.
void (true satisfies Equal<RecordOf<typeof streams.courses>["new_field"], unknown>);
from(streams.users)
  .protect(maskDeclared(streams.users))
  .into("users", { key: ["id"] });

// @ts-expect-error the guide's name for users, which the API does not have
void streams.students;
// @ts-expect-error without a key
teachable({});
// @ts-expect-error misspelt
teachable({ apiKey: "k", courses: [1] });
// @ts-expect-error not a number of days
teachable({ apiKey: "k", userRefreshDays: "7" });
// @ts-expect-error not a declared field
void streams.webhooks.read({ fields: ["adress"] });

// Its rules fit its streams, which stay streams: personal data can still be protected behind them.
from(streams.users)
  .validate(rules(teachableRules.users))
  .protect(maskDeclared(streams.users))
  .into("users");
// @ts-expect-error no such field
void ({ required: ["nope"] } satisfies RuleSet<RecordOf<typeof streams.users>>);

import { from, maskDeclared, rules, type RecordOf, type RuleSet } from "@brain/core";
import { thinkific } from "./thinkific.ts";
import { thinkificRules } from "./rules.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

const { streams } = thinkific({ apiKey: "k", subdomain: "school" });
thinkific({ accessToken: "t" });
thinkific({ clientId: "c", clientSecret: "s", refreshToken: "r", subdomain: "school" });

void (true satisfies Equal<RecordOf<typeof streams.enrollments>["updated_at"], string>);
void (true satisfies Equal<
  RecordOf<typeof streams.enrollments>["percentage_completed"],
  number | null | undefined
>);
void (true satisfies Equal<
  RecordOf<typeof streams.orders>["amount_dollars"],
  string | null | undefined
>);
void (true satisfies Equal<RecordOf<typeof streams.contents>["course_id"], string>);
void (true satisfies Equal<RecordOf<typeof streams.group_users>["user_id"], string>);
void (true satisfies Equal<
  RecordOf<typeof streams.courses>["chapter_ids"],
  string[] | null | undefined
>);
// What Thinkific adds some day.
void (true satisfies Equal<RecordOf<typeof streams.users>["shoe_size"], unknown>);

from(streams.users)
  .protect(maskDeclared(streams.users))
  .into("users", { key: ["id"] });

// @ts-expect-error there is no such stream
void streams.students;
// @ts-expect-error progress is a field of enrollments
void streams.progress;
// @ts-expect-error not a declared field
void streams.courses.read({ fields: ["nmae"] });
// @ts-expect-error a pair of ids has no more fields
void streams.group_users.read({ fields: ["email"] });
// @ts-expect-error a site is named by text
thinkific({ apiKey: "k", subdomain: 7 });
// @ts-expect-error no such option
thinkific({ apiKey: "k", subdomain: "school", page: 2 });

// Its rules fit its streams, which stay streams: personal data can still be protected behind them.
from(streams.users)
  .validate(rules(thinkificRules.users))
  .protect(maskDeclared(streams.users))
  .into("users");
// @ts-expect-error no such field
void ({ required: ["nope"] } satisfies RuleSet<RecordOf<typeof streams.users>>);

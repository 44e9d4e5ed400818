import {
  from,
  maskDeclared,
  rules,
  type RecordOf,
  type RuleSet,
  type StreamFlow,
} from "@brain/core";
import { mixpanel } from "./mixpanel.ts";
import { mixpanelRules } from "./rules.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

const account = { projectId: 1, username: "u", secret: "s", startDate: "2026-11-01" } as const;
const { streams } = mixpanel({
  ...account,
  events: ["Signed up", "Purchased"],
  segmentation: { plans: { event: "Signed up", on: 'properties["plan"]' } },
  retention: { weekly: { born_event: "Signed up", unit: "week" } },
});
mixpanel({ projectId: "1", projectSecret: "s", startDate: "2026-11-01", region: "in" });

void (true satisfies Equal<RecordOf<typeof streams.export>["event"], "Signed up" | "Purchased">);
void (true satisfies Equal<RecordOf<typeof streams.export>["time"], string>);
void (true satisfies Equal<RecordOf<typeof streams.export>["distinct_id"], string>);
// What senders write is known to the project only.
void (true satisfies Equal<RecordOf<typeof streams.export>["plan"], unknown>);
void (true satisfies Equal<
  RecordOf<typeof streams.events_daily>["event"],
  "Signed up" | "Purchased"
>);
void (true satisfies Equal<RecordOf<typeof streams.segmentation>["query"], "plans">);
void (true satisfies Equal<RecordOf<typeof streams.retention>["query"], "weekly">);
void (true satisfies Equal<RecordOf<typeof streams.retention>["counts"], number[]>);
void (true satisfies Equal<RecordOf<typeof streams.cohort_members>["cohort_id"], string>);

const all = mixpanel(account).streams;
void (true satisfies Equal<RecordOf<typeof all.export>["event"], string>);
from(all.profiles)
  .protect(maskDeclared(all.profiles))
  .into("profiles", { key: ["distinct_id"] });

// @ts-expect-error nothing was asked for
void streams.insights;
// @ts-expect-error nothing was asked for
void all.segmentation;
// @ts-expect-error Mixpanel dropped it, and never documented it
void all.revenue;
// @ts-expect-error a secret without its account
mixpanel({ projectId: 1, secret: "s", startDate: "2026-11-01" });
// @ts-expect-error two kinds of credential
mixpanel({ ...account, projectSecret: "s" });
// @ts-expect-error no such region
mixpanel({ ...account, region: "asia" });
// @ts-expect-error a query without its event
mixpanel({ ...account, segmentation: { plans: { on: 'properties["plan"]' } } });
// @ts-expect-error no such unit
mixpanel({ ...account, retention: { back: { born_event: "Signed up", unit: "year" } } });
// @ts-expect-error not a declared field
void all.cohorts.read({ fields: ["nmae"] });

// Its rules fit its streams, which stay streams: personal data can still be protected behind them.
from(all.profiles)
  .validate(rules(mixpanelRules.profiles))
  .protect(maskDeclared(all.profiles))
  .into("profiles");
void (from(streams.export).validate(rules(mixpanelRules.export)) satisfies StreamFlow<
  RecordOf<typeof streams.export>
>);
// @ts-expect-error no such field
void ({ required: ["nope"] } satisfies RuleSet<RecordOf<typeof all.profiles>>);

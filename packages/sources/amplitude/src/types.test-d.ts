import { from, maskDeclared, rules, type RecordOf, type RuleSet } from "@brain/core";
import { amplitude } from "./amplitude.ts";
import { amplitudeRules } from "./rules.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

const account = { apiKey: "k", secretKey: "s", startDate: "2026-11-01" } as const;
const { streams } = amplitude({ ...account, region: "eu", usersBy: "country" });

void (true satisfies Equal<RecordOf<typeof streams.events>["uuid"], string>);
void (true satisfies Equal<RecordOf<typeof streams.events>["server_upload_time"], string>);
// What senders write is known to the project only.
void (true satisfies Equal<RecordOf<typeof streams.events>["brand_new"], unknown>);
void (true satisfies Equal<RecordOf<typeof streams.active_users>["users"], number>);
void (true satisfies Equal<RecordOf<typeof streams.average_session_length>["length"], number>);
void (true satisfies Equal<RecordOf<typeof streams.cohort_members>["cohort_id"], string>);
void (true satisfies Equal<RecordOf<typeof streams.event_properties>["event_property"], string>);
from(streams.events)
  .protect(maskDeclared(streams.events))
  .into("events", { key: ["uuid"] });

// @ts-expect-error no such stream
void streams.funnels;
// @ts-expect-error a secret without its key
amplitude({ secretKey: "s", startDate: "2026-11-01" });
// @ts-expect-error no such region
amplitude({ ...account, region: "in" });
// @ts-expect-error properties are a list, or all
amplitude({ ...account, memberProperties: "plan" });
// @ts-expect-error not a declared field
void streams.events_list.read({ fields: ["vaule"] });

// Its rules fit its streams, which stay streams: personal data can still be protected behind them.
from(streams.events)
  .validate(rules(amplitudeRules.events))
  .protect(maskDeclared(streams.events))
  .into("events");
// @ts-expect-error no such field
void ({ required: ["nope"] } satisfies RuleSet<RecordOf<typeof streams.events>>);

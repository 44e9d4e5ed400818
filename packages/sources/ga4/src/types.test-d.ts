import {
  from,
  maskDeclared,
  rules,
  type RecordOf,
  type RuleSet,
  type StreamFlow,
} from "@brain/core";
import { ga4 } from "./ga4.ts";
import { presets } from "./presets.ts";
import { ga4Rules, type ReportFields } from "./rules.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

const grant = { clientId: "c", clientSecret: "s", refreshToken: "r" };

const { streams } = ga4({
  propertyId: "1",
  ...grant,
  reports: {
    traffic: { dimensions: ["date", "sessionSource"], metrics: ["sessions", "keyEvents:purchase"] },
    guide: { dimensions: ["source", "campaign", "country"], metrics: ["users", "pageviews"] },
    event: { dimensions: ["date", "source"], metrics: ["keyEvents"], attribution: "event" },
    custom: { dimensions: ["yearWeek", "customEvent:plan"], metrics: ["calcMetric:margin"] },
    pages: presets.pages,
  },
});

void (true satisfies Equal<
  RecordOf<typeof streams.traffic>,
  {
    property_id: string;
    date: string | null;
    sessionSource: string;
    sessions: number;
    "keyEvents:purchase": number;
  }
>);
// Old names come out as today's, and a report without a time dimension says which days it is about.
void (true satisfies Equal<
  RecordOf<typeof streams.guide>,
  {
    property_id: string;
    sessionSource: string;
    sessionCampaignName: string;
    country: string;
    totalUsers: number;
    screenPageViews: number;
    startDate: string;
    endDate: string;
  }
>);
void (true satisfies Equal<
  RecordOf<typeof streams.event>,
  { property_id: string; date: string | null; source: string; keyEvents: number }
>);
void (true satisfies Equal<
  RecordOf<typeof streams.custom>,
  {
    property_id: string;
    yearWeek: string;
    "customEvent:plan": string;
    "calcMetric:margin": number;
  }
>);
void (true satisfies Equal<
  RecordOf<typeof streams.pages>,
  {
    property_id: string;
    date: string | null;
    hostName: string;
    pagePathPlusQueryString: string;
    screenPageViews: number;
    bounceRate: number;
  }
>);

// Every preset keeps its own records.
const all = ga4({ propertyId: ["1", "2"], serviceAccount: "{}", reports: { ...presets } }).streams;
void (true satisfies Equal<RecordOf<typeof all.daily_active_users>["active1DayUsers"], number>);

// Realtime reports are typed alike; without any the streams are the others.
const live = ga4({
  propertyId: "1",
  ...grant,
  reports: { daily: { dimensions: ["date"], metrics: ["sessions"] } },
  realtime: {
    now: { dimensions: ["country", "customUser:plan"], metrics: ["activeUsers"] },
    rising: { dimensions: [], metrics: ["keyEvents"], minuteRanges: [{ name: "a" }, {}] },
  },
}).streams;
void (true satisfies Equal<
  RecordOf<typeof live.now>,
  {
    property_id: string;
    read_at: string;
    country: string;
    "customUser:plan": string;
    activeUsers: number;
  }
>);
void (true satisfies Equal<
  RecordOf<typeof live.rising>,
  { property_id: string; read_at: string; keyEvents: number; dateRange: string }
>);
void (true satisfies Equal<RecordOf<typeof live.daily>["sessions"], number>);
void (true satisfies Equal<RecordOf<typeof streams.metadata>["kind"], "dimension" | "metric">);

// @ts-expect-error a number is not a string
void (true satisfies Equal<RecordOf<typeof streams.traffic>["sessions"], string>);
// @ts-expect-error not a report of this config
void streams.nope;
// @ts-expect-error not a field of the report
void streams.traffic.read({ fields: ["country"] });

const one = { propertyId: "1", ...grant };
// @ts-expect-error not a metric of GA4
ga4({ ...one, reports: { traffic: { dimensions: ["date"], metrics: ["sesions"] } } });
// @ts-expect-error not a dimension of GA4
ga4({ ...one, reports: { traffic: { dimensions: ["dates"], metrics: ["sessions"] } } });
// @ts-expect-error a metric is no dimension
ga4({ ...one, reports: { traffic: { dimensions: ["sessions"], metrics: ["sessions"] } } });
// @ts-expect-error no credentials
ga4({ propertyId: "1", reports: { ...presets } });
// @ts-expect-error one way to sign in, not two
ga4({ ...one, serviceAccount: "{}", reports: { ...presets } });
// @ts-expect-error realtime reports have no sessions
ga4({ ...one, reports: {}, realtime: { now: { dimensions: [], metrics: ["sessions"] } } });
// @ts-expect-error nor dates
ga4({ ...one, reports: {}, realtime: { now: { dimensions: ["date"], metrics: ["activeUsers"] } } });
// @ts-expect-error not a stream of this config
void live.traffic;

// Rules of any report fit those that have some of the fields, and the flow keeps its own.
void (from(streams.traffic).validate(rules(ga4Rules)) satisfies StreamFlow<
  RecordOf<typeof streams.traffic>
>);
from(streams.guide).validate(rules(ga4Rules)).protect(maskDeclared(streams.guide)).into("guide");
// @ts-expect-error no such metric
void ({ constraints: { session: ">= 0" } } satisfies RuleSet<ReportFields>);

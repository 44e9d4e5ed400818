import { amplitude } from "@brain/amplitude";
import { ga4 } from "@brain/ga4";
import { googleTrends } from "@brain/google-trends";
import { hubspot } from "@brain/hubspot";
import { linkedinAds } from "@brain/linkedin-ads";
import { lms } from "@brain/lms";
import { mixpanel } from "@brain/mixpanel";
import { reddit } from "@brain/reddit";
import {
  amplitudeEmulator,
  ga4Emulator,
  googleTrendsEmulator,
  hubspotEmulator,
  linkedinAdsEmulator,
  lmsEmulator,
  mixpanelEmulator,
  redditEmulator,
  teachableEmulator,
  thinkificEmulator,
} from "@brain/sandbox";
import { teachable } from "@brain/teachable";
import { thinkific } from "@brain/thinkific";
import type { DemoSource } from "./demo-source.ts";

const WEEKLY = { progressRefreshDays: 7, refundRefreshDays: 7 };
const CHANGED = { field: "updated_at", param: "updated_since" };

/** Every source by its connector's name: what is read of it, how much there is, and what changes. */
export const demoSources: Readonly<Record<string, DemoSource>> = {
  hubspot: {
    title: "HubSpot",
    connector: hubspot,
    streams: ["contacts", "companies", "deals", "owners"],
    vendor({ now, sized }) {
      const sizes = { contacts: sized(3_000), companies: sized(500), deals: sized(800) };
      // Few requests in 10 seconds, so that the demo shows how one waits for a quota; searches above the limit are refused.
      const emulator = hubspotEmulator({ now, sizes, limits: { burst: 45, search: 2 } });
      return {
        emulator,
        change() {
          emulator.change("contacts", { updated: 25, created: 10, archived: 5 });
          return "25 contacts were changed, 10 created, 5 archived";
        },
      };
    },
  },
  ga4: {
    title: "Google Analytics 4",
    connector: ga4,
    streams: ["traffic", "audience"],
    config: ({ day, sized }) => ({
      startDate: day(sized(28)),
      reports: {
        traffic: {
          dimensions: ["date", "sessionSource", "sessionMedium"],
          metrics: ["sessions", "totalUsers", "engagedSessions"],
        },
        audience: {
          dimensions: ["date", "country", "deviceCategory"],
          metrics: ["activeUsers", "newUsers", "bounceRate"],
        },
      },
    }),
    vendor({ now }) {
      const emulator = ga4Emulator({ now });
      return {
        emulator,
        change() {
          emulator.restate();
          return "its last days were restated";
        },
      };
    },
  },
  "linkedin-ads": {
    title: "LinkedIn Ads",
    connector: linkedinAds,
    streams: ["campaigns", "lead_form_responses", "performance"],
    config: ({ day, sized }) => ({ startDate: day(sized(28)), lookbackDays: 3 }),
    vendor({ now, sized }) {
      const emulator = linkedinAdsEmulator({
        now,
        sizes: { campaigns: sized(60), leads: sized(400) },
      });
      return {
        emulator,
        change() {
          emulator.change("campaigns", { updated: 4, created: 2 });
          emulator.change("leads", { created: 6 });
          emulator.restate();
          return "6 campaigns changed or are new, 6 leads came in, the last days were restated";
        },
      };
    },
  },
  teachable: {
    title: "Teachable",
    connector: teachable,
    streams: ["users", "enrollments", "transactions"],
    // Once in 7 days all enrollments and older sales are read again, not on the day after.
    config: () => WEEKLY,
    vendor({ now, sized }) {
      const school = { users: sized(800), transactions: sized(600), courses: 4 };
      const emulator = teachableEmulator({ now, school });
      return {
        emulator,
        change() {
          const [course = 0] = emulator.courseIds();
          emulator.enroll(course, emulator.addUsers(8));
          emulator.sell(5);
          return "8 users came and enrolled, 5 sales were made";
        },
      };
    },
  },
  thinkific: {
    title: "Thinkific",
    connector: thinkific,
    streams: ["courses", "enrollments", "orders"],
    vendor({ now, sized }) {
      const site = { users: sized(500), enrollments: sized(2_000), orders: sized(600) };
      const emulator = thinkificEmulator({ now, site });
      return {
        emulator,
        change() {
          const [course = 0] = emulator.courseIds();
          for (const user of emulator.addUsers(6)) emulator.enroll(course, user);
          for (const one of emulator.enrollmentIds().slice(0, 9)) emulator.setProgress(one, 1);
          emulator.sell(4);
          return "6 users enrolled, 9 finished a course, 4 orders came in";
        },
      };
    },
  },
  lms: {
    title: "A learning platform",
    connector: lms,
    streams: ["users", "courses", "enrollments"],
    config: () => ({
      streams: {
        users: { cursor: CHANGED, fields: { updated_at: { type: "instant" } } },
        enrollments: { cursor: CHANGED, fields: { updated_at: { type: "instant" } } },
      },
    }),
    vendor({ now, sized }) {
      const campus = { users: sized(1_200), enrollmentsPerCourse: sized(120) };
      const emulator = lmsEmulator({ now, campus });
      return {
        emulator,
        change() {
          const [course = 0] = emulator.courseIds();
          for (const user of emulator.userIds().slice(0, 3)) emulator.renameUser(user, "Silva");
          for (const user of emulator.userIds()) emulator.setProgress(course, user, 1);
          return "3 users were renamed, all who take one course have finished it";
        },
      };
    },
  },
  mixpanel: {
    title: "Mixpanel",
    connector: mixpanel,
    streams: ["export", "profiles"],
    config: ({ day, sized }) => ({ startDate: day(sized(9)), lookbackDays: 1 }),
    vendor({ now, day, sized }) {
      const project = { eventsPerDay: sized(400), profiles: sized(2_500), firstDay: day(30) };
      // Refused exports wait a minute, as Mixpanel asks; another source shows what a limit does.
      const emulator = mixpanelEmulator({ now, project, limits: { exportsPerSecond: 10 } });
      return {
        emulator,
        change() {
          emulator.lateEvents(day(0), 20);
          emulator.people.see(15);
          return "a day of events, 20 of them late, and 15 profiles were seen";
        },
      };
    },
  },
  amplitude: {
    title: "Amplitude",
    connector: amplitude,
    streams: ["events", "active_users", "cohorts"],
    config: ({ day, sized }) => ({ startDate: day(sized(6)) }),
    vendor({ now, day, hour, sized }) {
      const project = { eventsPerHour: sized(50), firstDay: day(30) };
      const emulator = amplitudeEmulator({ now, project });
      // The last hour but one that the first run finds complete.
      const late = hour(5);
      return {
        emulator,
        change() {
          emulator.lateEvents(late, 12);
          emulator.restateCharts(day(1), 40);
          return "a day of events, 12 of them late, and a chart was restated";
        },
      };
    },
  },
  "google-trends": {
    title: "Google Trends",
    connector: googleTrends,
    streams: ["interest_over_time", "trending_now"],
    vendor({ now, day }) {
      const emulator = googleTrendsEmulator({ now });
      return {
        emulator,
        change() {
          emulator.restate("matcha", day(30), 3);
          return "matcha is searched for three times as often";
        },
      };
    },
  },
  reddit: {
    title: "Reddit",
    connector: reddit,
    streams: ["posts", "comments"],
    config: () => ({ subreddits: ["DataEngineering", "TypeScriptTalk"], lookbackDays: 1 }),
    vendor({ now, sized }) {
      const subreddits = {
        DataEngineering: { posts: sized(240), commentsPerPost: 5 },
        TypeScriptTalk: { posts: sized(120), commentsPerPost: 5 },
      };
      const emulator = redditEmulator({ now, subreddits });
      return {
        emulator,
        change() {
          emulator.end(emulator.fullnames("DataEngineering").at(-1) ?? "", "deleted");
          const [post = ""] = emulator.addPosts("DataEngineering", 12);
          emulator.addComments(post, 9);
          return "12 posts and 9 comments were written, 1 post was deleted";
        },
      };
    },
  },
};

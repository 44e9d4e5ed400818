import type { Answer } from "../answer.ts";
import { sandboxCredentials } from "../credentials.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "../emulator.ts";
import { createAccess, type Denial, type ThinkificCredentials } from "./access.ts";
import { createCourses } from "./courses.ts";
import { createEnrollments } from "./enrollments.ts";
import { createLimiter, type ThinkificLimits } from "./limiter.ts";
import { requiredIn, type Listed } from "./paging.ts";
import { Refusal } from "./refusal.ts";
import { createSales } from "./sales.ts";
import { defaultSite, type ThinkificSite } from "./site.ts";
import { createUsers } from "./users.ts";

/** Options of the Thinkific emulator. */
export interface ThinkificEmulatorOptions extends EmulatorOptions {
  readonly site?: Partial<ThinkificSite>;
  /** Default those of `sandboxCredentials`. */
  readonly credentials?: Partial<ThinkificCredentials>;
  /** Thinkific's limits, none, or Thinkific's with some changed. Default vendor. */
  readonly limits?: "vendor" | "off" | Partial<ThinkificLimits>;
  /** How `percentage_completed` is spelt; other clients have seen it as text. Default number. */
  readonly percentages?: "number" | "text";
  /** How orders call the instant at which they were made; the official document has a space in it. Default created_at. */
  readonly orderKey?: "created_at" | "created at";
}

/** What a test or a demo can do to the Thinkific emulator; ids are the vendor's. */
export interface ThinkificControls {
  /** Lets all access tokens expire. */
  expireTokens(): void;
  /** Ends all tokens, as uninstalling the app does. */
  revoke(): void;
  /** Refuses everything for a reason, until told otherwise. */
  deny(reason: Denial | undefined): void;
  courseIds(): number[];
  userIds(): number[];
  enrollmentIds(): number[];
  orderIds(): number[];
  addCourses(count: number): number[];
  renameCourse(id: number, name: string): void;
  removeCourse(id: number): void;
  removeChapter(id: number): void;
  addUsers(count: number): number[];
  renameUser(id: number, name: string): void;
  removeUser(id: number): void;
  /** A user begins a course, now or at another instant (epoch ms). */
  enroll(course: number, user: number, at?: number): number;
  unenroll(enrollment: number): void;
  /** How far the user is, 0 to 1. */
  setProgress(enrollment: number, percent: number, at?: number): void;
  /** So many orders at one instant. */
  sell(count: number, at?: number): number[];
  refund(order: number): void;
  addCoupons(promotion: number, count: number): void;
}

type Route = (id: number, query: URLSearchParams) => object;

/** Thinkific's Admin API, reading only, and the token endpoint of its OAuth. */
export function thinkificEmulator(
  options: ThinkificEmulatorOptions = {},
): Emulator & ThinkificControls {
  const { seed = 1, now = Date.now, latencyMs = 0 } = options;
  const { percentages = "number", orderKey = "created_at" } = options;
  const site = { ...defaultSite, ...options.site };
  const credentials = { ...sandboxCredentials.thinkific, ...options.credentials };
  const start = now();
  const limited = createLimiter(options.limits ?? "vendor", now);
  const access = createAccess(credentials, now, seed);
  const users = createUsers(site, seed, start, now);
  const courses = createCourses(site, seed, start);
  const parts = { courses, users, seed, start, now };
  const enrollments = createEnrollments(site, { ...parts, percentages });
  const sales = createSales(site, { ...parts, orderKey });

  const routes: Readonly<Record<string, Route>> = {
    "/courses": (_, query) => courses.list(query),
    "/courses/{id}": (id) => courses.one(id),
    "/courses/{id}/chapters": (id, query) => courses.chapters(id, query),
    "/chapters/{id}/contents": (id, query) => courses.contents(id, query),
    "/course_reviews": (_, query) => courses.reviews(requiredIn(query, "course_id"), query),
    "/users": (_, query) => users.list(query),
    "/users/{id}": (id) => users.one(id),
    "/custom_profile_field_definitions": (_, query) => users.definitions(query),
    "/instructors": (_, query) => users.listInstructors(query),
    "/groups": (_, query) => users.listGroups(query),
    "/groups/{id}/analysts": (id) => users.analysts(id),
    "/enrollments": (_, query) => enrollments.list(query),
    "/enrollments/{id}": (id) => enrollments.one(id),
    "/orders": (_, query) => sales.listOrders(query),
    "/orders/{id}": (id) => sales.oneOrder(id),
    "/products": (_, query) => sales.products(query),
    "/bundles/{id}": (id) => sales.bundle(id),
    "/collections": (_, query) => sales.collections(query),
    "/promotions": (_, query) => sales.listPromotions(query),
    "/coupons": (_, query) => sales.coupons(requiredIn(query, "promotion_id"), query),
  };
  const patterns = Object.entries(routes).map(([template, answer]) => ({
    endpoint: BASE + template,
    pattern: new RegExp(`^${BASE}${template.replace("{id}", String.raw`(\d{1,10})`)}$`),
    answer,
  }));

  async function handle(request: Request, url: URL): Promise<Answer> {
    try {
      if (url.pathname === TOKEN) return json(TOKEN, 200, await access.token(request));
    } catch (error) {
      return refused(TOKEN, error);
    }
    const route = patterns.find(({ pattern }) => pattern.test(url.pathname));
    const endpoint = route?.endpoint ?? url.pathname;
    try {
      access.enter(request);
      const over = limited();
      if (over !== undefined) return { ...refused(endpoint, over.refusal), headers: over.headers };
      if (route === undefined || request.method !== "GET") {
        throw new Refusal(404, { error: "Record not found." });
      }
      const id = Number(route.pattern.exec(url.pathname)?.[1] ?? 0);
      const body = route.answer(id, url.searchParams);
      return { ...json(endpoint, 200, body), records: isListed(body) ? body.items.length : 1 };
    } catch (error) {
      return refused(endpoint, error);
    }
  }

  const controls: ThinkificControls = {
    expireTokens: access.expireTokens,
    revoke: access.revoke,
    deny: access.deny,
    courseIds: () => courses.rows.numbers().map(courses.rows.idOf),
    userIds: () => users.rows.numbers().map(users.rows.idOf),
    enrollmentIds: () => enrollments.rows.numbers().map(enrollments.rows.idOf),
    orderIds: () => sales.orders.numbers().map(sales.orders.idOf),
    addCourses: courses.rows.add,
    renameCourse: courses.rename,
    removeCourse: courses.rows.remove,
    removeChapter: courses.removeChapter,
    addUsers: users.add,
    renameUser: users.rename,
    removeUser: users.rows.remove,
    enroll: enrollments.enroll,
    unenroll: enrollments.rows.remove,
    setProgress: enrollments.setProgress,
    sell: sales.sell,
    refund: sales.refund,
    addCoupons: sales.addCoupons,
  };
  const emulator = createEmulator({
    name: "thinkific",
    hosts: ["api.thinkific.com", `${credentials.subdomain}.thinkific.com`],
    now,
    latencyMs,
    // No `next`: pages are counted.
    paging: { records: "items", parameter: "page" },
    handle,
  });
  return Object.assign(emulator, controls);
}

const BASE = "/api/public/v1";
const TOKEN = "/oauth2/token";

const isListed = (body: object): body is Listed<object> => "items" in body && "meta" in body;

/** @throws what is no refusal. */
function refused(endpoint: string, error: unknown): Answer {
  if (!(error instanceof Refusal)) throw error;
  const { status, body } = error;
  return typeof body === "string"
    ? { endpoint, status, contentType: "text/html; charset=utf-8", body }
    : json(endpoint, status, body);
}

function json(endpoint: string, status: number, body: object): Answer {
  return { endpoint, status, contentType: "application/json", body: JSON.stringify(body) };
}

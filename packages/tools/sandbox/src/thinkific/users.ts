import { hash, pick } from "../random.ts";
import { DAY_MS } from "../zone.ts";
import { numberIn, pageOf } from "./paging.ts";
import { createRows } from "./rows.ts";
import { FIRST, isoOf, PAST_DAYS, type ThinkificSite } from "./site.ts";

const ROLES = ["affiliate", "course_admin", "group_analyst", "site_admin"] as const;
const COUNTRIES = ["Canada", "Germany", "Kenya", "Japan"] as const;
/** Definitions of the fields that a site may add to its users. */
const FIELDS = [
  { id: 1, label: "Country", field_type: "country", required: true },
  { id: 2, label: "Phone", field_type: "text", required: false },
  { id: 3, label: "Company size", field_type: "text", required: false },
] as const;

/** Users, the fields of their profiles, instructors, and groups with their members. */
export function createUsers(site: ThinkificSite, seed: number, start: number, now: () => number) {
  const rows = createRows(site.users, FIRST.user);
  const names = new Map<number, string>();
  const created = new Map<number, number>();
  const everyMs = (PAST_DAYS * DAY_MS) / Math.max(1, site.users);
  const firstName = (number: number): string => names.get(number) ?? "User";
  const emailOf = (number: number): string => `user${number}@example.com`;
  const nameOf = (number: number): string => `${firstName(number)} No. ${number}`;
  const isIn = (group: number, number: number): boolean => hash(seed, number, group + 50) % 4 === 0;
  const groups = createRows(site.groups, FIRST.group);
  const instructors = createRows(site.instructors, FIRST.instructor);

  const user = (number: number) => {
    const isAffiliate = hash(seed, number, 1) % 12 === 0;
    return {
      id: rows.idOf(number),
      created_at: isoOf(created.get(number) ?? Math.floor(start - (site.users - number) * everyMs)),
      first_name: firstName(number),
      last_name: `No. ${number}`,
      full_name: nameOf(number),
      company: number % 3 === 0 ? "Example Ltd" : null,
      email: emailOf(number),
      roles: isAffiliate ? [pick(ROLES, hash(seed, number, 2))] : [],
      avatar_url: null,
      bio: number % 7 === 0 ? "Learns invented things." : null,
      headline: null,
      affiliate_code: isAffiliate ? `code${number}` : null,
      external_source: null,
      affiliate_commission: isAffiliate ? 20 : null,
      affiliate_commission_type: "%",
      affiliate_payout_email: isAffiliate ? emailOf(number) : null,
      administered_course_ids: number === 0 ? [FIRST.course, FIRST.course + 1] : null,
      custom_profile_fields: [
        {
          id: number * 10 + 1,
          value: pick(COUNTRIES, hash(seed, number, 3)),
          label: "Country",
          custom_profile_field_definition_id: 1,
        },
      ],
    };
  };

  return {
    rows,
    groups,
    nameOf,
    emailOf,
    list(query: URLSearchParams) {
      const email = query.get("query[email]");
      const group = numberIn(query, "query[group_id]");
      const inGroup = group === undefined ? undefined : groups.numberOf(group);
      const found = rows
        .numbers()
        .filter((number) => email === null || emailOf(number) === email)
        .filter((number) => inGroup === undefined || isIn(inGroup, number));
      return pageOf(found, query, user);
    },
    one: (id: number) => user(rows.numberOf(id)),
    definitions: (query: URLSearchParams) => pageOf(FIELDS, query, (one) => one),
    listGroups: (query: URLSearchParams) =>
      pageOf(groups.numbers(), query, (number) => ({
        id: groups.idOf(number),
        name: `Group ${number + 1}`,
        token: hash(seed, number, 4).toString(16).padStart(8, "0"),
        created_at: isoOf(start - (number + 1) * 10 * DAY_MS),
      })),
    analysts(id: number) {
      const number = groups.numberOf(id);
      return { group_analysts: [rows.idOf(number), rows.idOf(number + 1)] };
    },
    listInstructors: (query: URLSearchParams) =>
      pageOf(instructors.numbers(), query, (number) => ({
        id: instructors.idOf(number),
        user_id: number === 0 ? null : rows.idOf(number),
        title: "Dr.",
        first_name: "Instructor",
        last_name: `No. ${number}`,
        bio: number % 2 === 0 ? "Teaches invented things." : null,
        slug: `instructor-${number}`,
        avatar_url: null,
        email: `instructor${number}@example.com`,
        created_at: isoOf(start - (PAST_DAYS + number) * DAY_MS),
      })),
    add(count: number): number[] {
      const ids = rows.add(count);
      for (const id of ids) created.set(rows.numberOf(id), now());
      return ids;
    },
    rename(id: number, name: string): void {
      names.set(rows.numberOf(id), name);
    },
  };
}

export type Users = ReturnType<typeof createUsers>;

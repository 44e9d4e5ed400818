import { hash, pick } from "../random.ts";
import { askedPage, metaOf, numberIn, pageOf, type Meta } from "./paging.ts";
import { Refusal } from "./refusal.ts";
import { FIRST_USER } from "./school.ts";

/** A user as the list gives one. */
export interface SandboxUser {
  readonly id: number;
  readonly name: string | null;
  readonly email: string;
}

/** A page of users. */
export interface UsersPage {
  readonly users: readonly SandboxUser[];
  readonly meta: Meta;
}

/** Rows that page numbers reach. */
const WALL = 10_000;
const roles = ["student", "student", "student", "affiliate", "author"] as const;
const tags = ["vip", "beta", "newsletter"] as const;

/** Users by their number, counted from 0; only changes are kept. */
export function createUsers(size: number, seed: number) {
  let count = size;
  const gone = new Set<number>();
  const names = new Map<number, string>();
  const has = (number: number): boolean => number >= 0 && number < count && !gone.has(number);
  const idOf = (number: number): number => FIRST_USER + number;

  /** So many users from a number on, those that are gone left out. */
  const from = (first: number, most: number): number[] => {
    const found: number[] = [];
    for (let at = Math.max(0, first); at < count && found.length < most; at += 1) {
      if (has(at)) found.push(at);
    }
    return found;
  };
  const user = (number: number): SandboxUser => ({
    id: idOf(number),
    name: names.get(number) ?? (hash(seed, number, 1) % 9 === 0 ? null : `User No. ${number}`),
    email: `user${number}@example.com`,
  });

  return {
    has,
    idOf,
    user,
    /** The number of a user. @throws Refusal 404 */
    numberOf(id: number): number {
      const number = id - FIRST_USER;
      if (has(number)) return number;
      throw new Refusal(404, "User not found");
    },
    numbers: (): number[] => from(0, count),
    /** @throws Refusal 422 beyond the rows that page numbers reach. */
    list(query: URLSearchParams): UsersPage {
      const after = numberIn(query, "search_after");
      const email = query.get("email");
      if (email !== null) {
        const found = from(0, count).map(user);
        const { page, meta } = pageOf(
          found.filter((one) => one.email === email),
          query,
        );
        return { users: page, meta };
      }
      const asked = askedPage(query);
      const meta = metaOf(count - gone.size, asked);
      if (after !== undefined) {
        const users = from(after - FIRST_USER + 1, asked.per).map(user);
        return { users, meta: { ...meta, page: 1 } };
      }
      if (asked.page * asked.per > WALL) {
        throw new Refusal(422, "Pages end at 10000 records: use search_after");
      }
      const first = (asked.page - 1) * asked.per;
      const numbers =
        gone.size === 0 ? from(first, asked.per) : from(0, first + asked.per).slice(first);
      return { users: numbers.map(user), meta };
    },
    detail(number: number) {
      const isAway = hash(seed, number, 2) % 4 === 0;
      return {
        ...user(number),
        src: null,
        role: pick(roles, hash(seed, number, 3)),
        last_sign_in_ip: isAway ? null : `203.0.113.${hash(seed, number, 4) % 250}`,
        tags: tags.slice(0, hash(seed, number, 5) % 3).map((name) => ({ name })),
      };
    },
    add(more: number): number[] {
      count += more;
      return from(count - more, more).map(idOf);
    },
    rename(id: number, name: string): void {
      names.set(id - FIRST_USER, name);
    },
    remove(id: number): void {
      gone.add(id - FIRST_USER);
    },
  };
}

export type Users = ReturnType<typeof createUsers>;

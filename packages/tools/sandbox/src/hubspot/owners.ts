import { hash, pick } from "../random.ts";
import { iso } from "./iso.ts";
import type { Facts } from "./records.ts";
import { firstNames, lastNames } from "./words.ts";

const LIVE_OWNERS = 12;
const ARCHIVED_OWNERS = 2;
const FIRST_OWNER_ID = 52_550_101;

/** The owner of a record; one record in ten has none. */
export function ownerIdOf({ seed, slot }: Facts): string | null {
  const hashed = hash(seed, slot, 51);
  return hashed % 10 === 0 ? null : String(FIRST_OWNER_ID + (hashed % LIVE_OWNERS));
}

/** Owners in the shape of the API. The last of the live ones is a queue. */
export function owners(archived: boolean) {
  const first = archived ? LIVE_OWNERS : 0;
  return Array.from({ length: archived ? ARCHIVED_OWNERS : LIVE_OWNERS }, (_, index) =>
    ownerBody(first + index, archived),
  );
}

function ownerBody(index: number, archived: boolean) {
  const [firstName] = pick(firstNames, index);
  const [lastName] = pick(lastNames, index * 5);
  const isQueue = index === LIVE_OWNERS - 1;
  const userId = 12_282_501 + index;
  return {
    id: String(FIRST_OWNER_ID + index),
    type: isQueue ? "QUEUE" : "PERSON",
    ...(isQueue
      ? { email: "queue@example.com" }
      : { email: `owner.${index + 1}@example.com`, firstName, lastName }),
    ...(!archived && !isQueue && { userId }),
    userIdIncludingInactive: userId,
    teams: index % 3 === 0 ? [{ id: "178588", name: "Sales, EMEA", primary: true }] : [],
    createdAt: iso(Date.UTC(2023, 0, 2 + index, 8)),
    updatedAt: iso(Date.UTC(2025, 4, 6 + index, 9, 30)),
    archived,
  };
}

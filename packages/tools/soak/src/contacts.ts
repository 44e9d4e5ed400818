import { defineConnector, type Stream } from "@brain/core";
import { z } from "zod";

/** Records of a page: what HubSpot gives at once. */
export const PAGE_RECORDS = 100;
/** Every so many records one comes again, newer. */
const REVISED_EVERY = 50;
/** How far back the one that comes again was. */
const REVISED_BACK = 20_000;

export const contactSchema = z.object({
  id: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  firstname: z.string(),
  lastname: z.string(),
  company: z.string(),
  lifecycle: z.string(),
  score: z.number(),
  subscribed: z.boolean(),
  notes: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
type Contact = z.infer<typeof contactSchema>;

/** What a reading of contacts is made of, and how far it came. */
export interface Contacts {
  readonly stream: Stream<Contact, "contacts">;
  /** Pages handed out so far. */
  readonly pages: () => number;
}

/** So many contacts of about half a kilobyte, made on the fly, in `partitions` partitions. */
export function contacts(count: number, partitions = 1): Contacts {
  let pages = 0;
  const share = Math.ceil(count / partitions);
  const connector = defineConnector({
    name: "soak",
    version: "1.0.0",
    config: z.object({}),
    identity: () => "soak",
    connect: () => undefined,
    check: async () => undefined,
    streams: {
      contacts: {
        schema: contactSchema,
        primaryKey: ["id"],
        pii: { email: "email", phone: "phone", firstname: "name", lastname: "name" },
        cursor: { field: "updatedAt", order: "ascending" },
        partitions: () => Array.from({ length: partitions }, (_, n) => ({ key: String(n) })),
        async *read({ partition, state }: { partition: { key: string }; state?: unknown }) {
          const first = Number(partition.key) * share;
          const end = Math.min(count, first + share);
          for (let at = typeof state === "number" ? state : first; at < end; at += PAGE_RECORDS) {
            const records: Contact[] = [];
            for (let n = at; n < Math.min(end, at + PAGE_RECORDS); n++)
              records.push(contact(n, first));
            pages += 1;
            yield { records, checkpoint: at + PAGE_RECORDS };
          }
        },
      },
    },
  });
  return { stream: connector({}).streams.contacts, pages: () => pages };
}

/** How many different contacts there are among the first `count` of one partition. */
export function distinct(count: number): number {
  let revised = 0;
  for (let n = REVISED_EVERY - 1; n < count; n += REVISED_EVERY)
    if (n >= REVISED_BACK) revised += 1;
  return count - revised;
}

function contact(n: number, first: number): Contact {
  const revised = n % REVISED_EVERY === REVISED_EVERY - 1 && n - first >= REVISED_BACK;
  // One that was no revision itself.
  const number = revised ? n - REVISED_BACK - 1 : n;
  const id = String(number).padStart(9, "0");
  return {
    id,
    email: `contact.${id}@customers.example`,
    phone: number % 3 === 0 ? null : `+49 30 ${id}`,
    firstname: `First ${number % 977}`,
    lastname: `Last ${number % 7_919}`,
    company: `Company ${number % 10_007} GmbH & Co. KG`,
    lifecycle: number % 5 === 0 ? "customer" : "lead",
    score: (number % 1_000) / 8,
    subscribed: number % 2 === 0,
    notes: `Met at booth ${number % 311}; asked for an offer of ${number % 4_001} seats, to be called again in week ${number % 52}.`,
    createdAt: instant(number),
    updatedAt: instant(n),
  };
}

/** One every ten seconds. */
function instant(n: number): string {
  return new Date(Date.UTC(2020, 0, 1) + n * 10_000).toISOString();
}

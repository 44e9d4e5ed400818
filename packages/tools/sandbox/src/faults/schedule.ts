import { z } from "zod";
import {
  bodyFaults,
  connectionFaults,
  faultNames,
  hugeFaults,
  otherLimitFaults,
  pageFaults,
  redirectFaults,
  statusFaults,
  timedLimitFaults,
  tokenFaults,
  type FaultName,
} from "./fault-names.ts";

const count = z.int().min(1);
const milliseconds = z.int().min(1).max(86_400_000);

/** Which requests a rule means; everything left out means any. Those of its method and path are counted from 1. */
const where = {
  method: z
    .string()
    .regex(/^[A-Z]+$/, "a method is written in capitals, such as GET")
    .optional(),
  /** `*` stands for any part of a segment, `**` for anything: `/crm/objects/*\/contacts`. */
  path: z.string().regex(/^\//, "a path begins with a slash").optional(),
  /** These alone. */
  nth: z
    .union([count, z.array(count).min(1)], {
      error: "give a whole number from 1, or a list of such",
    })
    .optional(),
  /** This one and those after it. */
  from: count.optional(),
  /** This one and those before it. */
  to: count.optional(),
  /** So often, by the schedule's seed. */
  probability: z.number().gt(0).max(1).optional(),
};

const rule = z
  .discriminatedUnion(
    "fault",
    [
      z.strictObject({
        fault: z.enum([
          ...statusFaults,
          ...otherLimitFaults,
          ...connectionFaults,
          ...bodyFaults,
          ...pageFaults,
          ...redirectFaults,
          ...tokenFaults,
        ]),
        ...where,
      }),
      z.strictObject({
        fault: z.enum(timedLimitFaults),
        /** Default 7; of `429-decimal` 1.5. */
        seconds: z.number().gt(0).max(86_400).optional(),
        ...where,
      }),
      z.strictObject({
        fault: z.literal("drip-feed"),
        /** So many bytes at a time. Default 1. */
        bytes: count.optional(),
        /** Default 1000. */
        everyMs: milliseconds.optional(),
        ...where,
      }),
      z.strictObject({
        fault: z.enum(hugeFaults),
        /** Decoded. Default 512 MiB; of `gzip-bomb` 1 GiB. */
        bytes: count.optional(),
        ...where,
      }),
      z.strictObject({
        fault: z.literal("server-down"),
        /** For so many requests, the first included. Default 3, unless `forMs` is given. */
        requests: count.optional(),
        /** For so long. */
        forMs: milliseconds.optional(),
        ...where,
      }),
    ],
    { error: (issue) => unknownFault(issue.input) },
  )
  .refine((given) => given.nth === undefined || (given.from ?? given.to) === undefined, {
    path: ["nth"],
    error: "it excludes `from` and `to`",
  })
  .refine(({ from = 1, to = Infinity }) => from <= to, {
    path: ["to"],
    error: "it lies before `from`",
  });

const fieldPath = z.string().regex(/^[\w-]+(\.[\w-]+)*$/, "write it as `paging.next.after`");

/** How a vendor pages, for the faults of pages: where in its JSON things stand. */
const paging = z.strictObject({
  /** The list of records. */
  records: fieldPath,
  /** The next page's token; absent where pages are counted. */
  next: fieldPath.optional(),
  /** The parameter that asks for a page, in the query or at the top of a JSON body. */
  parameter: z.string().min(1).optional(),
});

/** What a schedule of faults may say, strictly. */
const faultScheduleSchema = z.strictObject({
  /** Another number, other chances. */
  seed: z.int().default(1),
  /** The first rule that means a request decides what happens to it. */
  rules: z.array(rule).min(1),
  /** Default: what the emulator knows of itself. */
  paging: paging.optional(),
});

/** A script of faults: plain JSON. */
export type FaultSchedule = z.input<typeof faultScheduleSchema>;

/** How a vendor pages. */
export type FaultPaging = z.output<typeof paging>;

/** A rule as it was checked. */
export type Rule = z.output<typeof rule>;

/** A schedule that cannot be used; every problem names its field. */
export class FaultScheduleError extends Error {
  override readonly name = "FaultScheduleError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The schedule of faults cannot be used: ${problems.join("; ")}`);
    this.problems = problems;
  }
}

/** Checks a schedule. @throws FaultScheduleError with every problem at once. */
export function parseFaultSchedule(input: unknown): z.output<typeof faultScheduleSchema> {
  const result = faultScheduleSchema.safeParse(input);
  if (result.success) return result.data;
  throw new FaultScheduleError(
    result.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `${path.join(".")}: ${message}`,
    ),
  );
}

function unknownFault(given: unknown): string {
  const name: unknown = Reflect.get(Object(given), "fault");
  if (typeof name !== "string") return "name a fault, such as status-503";
  const [family = ""] = name.split("-");
  const near = faultNames.filter((known) => known.split("-").includes(family));
  const known: readonly FaultName[] = near.length > 0 ? near : faultNames;
  return `"${name.slice(0, 40)}" is no fault; there are ${known.join(", ")}`;
}

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
import type { FaultSchedule } from "./fault-schedule.ts";

const count = z.int().min(1);
const milliseconds = z.int().min(1).max(86_400_000);

const where = {
  method: z
    .string()
    .regex(/^[A-Z]+$/, "a method is written in capitals, such as GET")
    .optional(),
  path: z.string().regex(/^\//, "a path begins with a slash").optional(),
  nth: z
    .union([count, z.array(count).min(1)], {
      error: "give a whole number from 1, or a list of such",
    })
    .optional(),
  from: count.optional(),
  to: count.optional(),
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
        seconds: z.number().gt(0).max(86_400).optional(),
        ...where,
      }),
      z.strictObject({
        fault: z.literal("drip-feed"),
        bytes: count.optional(),
        everyMs: milliseconds.optional(),
        ...where,
      }),
      z.strictObject({
        fault: z.enum(hugeFaults),
        bytes: count.optional(),
        ...where,
      }),
      z.strictObject({
        fault: z.literal("server-down"),
        requests: count.optional(),
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

const paging = z.strictObject({
  records: fieldPath,
  next: fieldPath.optional(),
  parameter: z.string().min(1).optional(),
});

/** {@link FaultSchedule}, strictly: a parameter stands with the faults that have it alone. */
const faultScheduleSchema = z.strictObject({
  seed: z.int().optional(),
  rules: z.array(rule).min(1),
  paging: paging.optional(),
});

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
export function parseFaultSchedule(input: unknown): FaultSchedule {
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

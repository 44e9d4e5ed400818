import { addDays, BrainError, dayAt, type Page, type ReadContext } from "@brain/core";
import { z } from "zod";
import type { MixpanelClient } from "./client.ts";
import type { ResolvedMixpanelConfig } from "./config.ts";
import { chunksOf, daysToRead, laterDay, type Days } from "./days.ts";
import { REPORT_DAYS } from "./limits.ts";
import type { Unit } from "./queries.ts";
import { FUTURE_DAY } from "./vendor-errors.ts";

/** The last day that was read. */
export const reportState = z.object({ day: z.iso.date() });
export type ReportState = z.infer<typeof reportState>;

export interface ReportPlan<T> {
  readonly config: ResolvedMixpanelConfig;
  readonly unit: Unit;
  /** Days before the last one read that are asked for again. */
  readonly lookbackDays: number;
  /** The rows of these days. */
  ask(days: Days): Promise<readonly T[]>;
}

type Context = Pick<
  ReadContext<MixpanelClient, ReportState, never>,
  "clock" | "window" | "state" | "resuming" | "log"
>;

/** A report of days, some months in each request; a later run asks for what may have been restated, and what is new. */
export async function* reportPages<T>(
  context: Context,
  plan: ReportPlan<T>,
): AsyncGenerator<Page<T, ReportState>> {
  const { clock, window, state, resuming, log } = context;
  const { startDate, projectTimezone } = plan.config;
  const today = dayAt(clock.now(), projectTimezone);
  const asked = daysToRead(window, startDate, today, projectTimezone);
  const back = resuming ? -1 : plan.lookbackDays;
  const first =
    state === undefined ? asked.first : laterDay(asked.first, addDays(state.day, -back));
  for (const days of chunksOf({ first, last: asked.last }, REPORT_DAYS, plan.unit)) {
    try {
      yield { records: await plan.ask(days), checkpoint: { day: days.last } };
    } catch (error) {
      if (!isFuture(error) || days.first === days.last) throw error;
      log.warn(`Mixpanel says that ${days.last} has not begun: check \`projectTimezone\`.`);
      const last = addDays(days.last, -1);
      yield { records: await plan.ask({ ...days, last }), checkpoint: { day: last } };
    }
  }
}

function isFuture(error: unknown): boolean {
  return BrainError.isInstance(error) && error.context["vendorCode"] === FUTURE_DAY;
}

/** How large the invented school is. */
export interface TeachableSchool {
  /** Default 6. */
  readonly courses: number;
  /** Sections of a course, of which the last one is empty. Default 3. */
  readonly sections: number;
  /** Lectures of a course; every fourth has a quiz. Default 24. */
  readonly lectures: number;
  /** Default 250; about half of them are enrolled in any one course. */
  readonly users: number;
  /** Default 400, over the 180 days before the emulator began. */
  readonly transactions: number;
  /** Default 7: pages have 5 unless asked otherwise. */
  readonly pricingPlans: number;
  /** Default 3. */
  readonly webhooks: number;
  /** Deliveries of one webhook. Default 25. */
  readonly webhookEvents: number;
}

export const defaultSchool: TeachableSchool = {
  courses: 6,
  sections: 3,
  lectures: 24,
  users: 250,
  transactions: 400,
  pricingPlans: 7,
  webhooks: 3,
  webhookEvents: 25,
};

export const FIRST_COURSE = 100_001;
export const FIRST_USER = 50_001;

const SECOND_MS = 1_000;

/** Teachable gives whole seconds in UTC. */
export function isoOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, "YYYY-MM-DDTHH:mm:ss".length)}Z`;
}

export const wholeSecond = (at: number): number => Math.floor(at / SECOND_MS) * SECOND_MS;

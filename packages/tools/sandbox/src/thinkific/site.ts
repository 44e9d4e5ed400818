/** How large the invented site is. */
export interface ThinkificSite {
  /** Default 6. */
  readonly courses: number;
  /** Of a course. Default 4. */
  readonly chapters: number;
  /** Of a chapter. Default 5. */
  readonly contents: number;
  /** Of a course. Default 8. */
  readonly reviews: number;
  /** Default 300. */
  readonly users: number;
  /** Default 700, last changed within the 180 days before the emulator began. */
  readonly enrollments: number;
  /** Default 400. */
  readonly orders: number;
  /** Default 2; each has the first two courses or more. */
  readonly bundles: number;
  /** Default 4. */
  readonly promotions: number;
  /** Of a promotion. Default 6. */
  readonly coupons: number;
  /** Default 3; a quarter of the users is in any one of them. */
  readonly groups: number;
  /** Default 3. */
  readonly instructors: number;
}

export const defaultSite: ThinkificSite = {
  courses: 6,
  chapters: 4,
  contents: 5,
  reviews: 8,
  users: 300,
  enrollments: 700,
  orders: 400,
  bundles: 2,
  promotions: 4,
  coupons: 6,
  groups: 3,
  instructors: 3,
};

/** The first id of each kind. */
export const FIRST = {
  course: 100_001,
  chapter: 1_000_001,
  content: 20_000_001,
  review: 700_001,
  user: 50_001,
  enrollment: 9_000_001,
  order: 4_000_001,
  bundle: 8_001,
  product: 2_001,
  collection: 21,
  promotion: 601,
  coupon: 60_001,
  group: 31,
  instructor: 301,
} as const;

/** Children of one parent have ids so far apart from those of the next. */
export const SPREAD = 1_000;

/** Over so many days before the emulator began things happened. */
export const PAST_DAYS = 180;

/** An instant with a fraction, as Thinkific gives those of records. */
export const isoOf = (at: number): string => new Date(at).toISOString();

import { hash, pick } from "../random.ts";
import { DAY_MS } from "../zone.ts";
import { flagIn, instantIn, numberIn, pageOf, type Meta } from "./paging.ts";
import { Refusal } from "./refusal.ts";
import { FIRST_COURSE, FIRST_USER, isoOf, wholeSecond, type TeachableSchool } from "./school.ts";

const FIRST_PLAN = 7_001;
const FIRST_SALE = 88_001;
const SPAN_MS = 180 * DAY_MS;
const currencies = ["USD", "EUR", "GBP"] as const;
/** A sale is seen after so many milliseconds at the latest. */
const DELAY_MS = 120_000;

interface Change {
  readonly refundedAt?: number;
  readonly amount?: number;
  readonly hasChargeback?: boolean;
}

/** Pricing plans and transactions: computed from their numbers; only changes are kept. */
export function createSales(
  school: TeachableSchool,
  seed: number,
  start: number,
  now: () => number,
) {
  const changes = new Map<number, Change>();
  const sold: { readonly at: number; readonly seenAt: number }[] = [];
  const plansChanged = new Map<number, { readonly at: number; readonly price: number }>();
  const stepMs = Math.max(1_000, wholeSecond(SPAN_MS / Math.max(1, school.transactions)));

  const at = (number: number): number =>
    sold[number - school.transactions]?.at ?? start - SPAN_MS + (number + 1) * stepMs - 3_600_000;
  const priceOf = (number: number): number => 1_900 + (hash(seed, number, 61) % 90) * 100;
  const transaction = (number: number) => {
    const price = priceOf(number);
    const isRefunded = number < school.transactions && number % 17 === 3;
    const changed = changes.get(number);
    const refundedAt = changed?.refundedAt ?? (isRefunded ? at(number) + DAY_MS : undefined);
    const hasChargeback = changed?.hasChargeback ?? false;
    return {
      id: FIRST_SALE + number,
      user_id: FIRST_USER + (hash(seed, number, 62) % Math.max(1, school.users)),
      pricing_plan_id: FIRST_PLAN + (number % Math.max(1, school.pricingPlans)),
      sale_id: 990_001 + number,
      created_at: isoOf(at(number)),
      purchased_at: isoOf(at(number)),
      charge: price,
      final_price: price,
      currency: pick(currencies, hash(seed, number, 63)),
      tax_charge: number % 5 === 0 ? 190 : 0,
      revenue: price,
      status: "paid",
      has_chargeback: hasChargeback,
      chargeback_fee: hasChargeback ? 1_500 : 0,
      affiliate_id: number % 6 === 0 ? 321 : null,
      affiliate_fees: 0,
      author_id: 9_876,
      author_fees: 0,
      coupon_id: number % 4 === 0 ? 55 : null,
      refunded_at: refundedAt === undefined ? null : isoOf(refundedAt),
      amount_refunded: changed?.amount ?? (isRefunded ? price : 0),
    };
  };
  const plan = (number: number) => {
    const created = start - 300 * DAY_MS + number * DAY_MS;
    const changed = plansChanged.get(number);
    return {
      id: FIRST_PLAN + number,
      created_at: isoOf(created),
      updated_at: isoOf(changed?.at ?? created + DAY_MS),
      name: `Plan ${number + 1}`,
      price: changed?.price ?? priceOf(number),
      currency: "USD",
      course_id: FIRST_COURSE + (number % Math.max(1, school.courses)),
    };
  };

  return {
    transactions(query: URLSearchParams): {
      readonly transactions: readonly object[];
      readonly meta: Meta;
    } {
      // The start is exclusive, the end inclusive.
      const from = instantIn(query, "start") ?? -Infinity;
      const to = instantIn(query, "end") ?? Infinity;
      const user = numberIn(query, "user_id");
      const isRefunded = flagIn(query, "is_fully_refunded");
      const isChargeback = flagIn(query, "is_chargeback");
      const found: number[] = [];
      for (let number = school.transactions + sold.length - 1; number >= 0; number -= 1) {
        const when = at(number);
        const seenAt = sold[number - school.transactions]?.seenAt ?? 0;
        if (when > from && when <= to && seenAt <= now()) found.push(number);
      }
      const isAsked = (number: number): boolean => {
        if (user === undefined && isRefunded === undefined && isChargeback === undefined)
          return true;
        const one = transaction(number);
        return (
          (user === undefined || one.user_id === user) &&
          (isRefunded ?? one.amount_refunded === one.charge) ===
            (one.amount_refunded === one.charge) &&
          (isChargeback ?? one.has_chargeback) === one.has_chargeback
        );
      };
      const { page, meta } = pageOf(found.filter(isAsked), query);
      return { transactions: page.map(transaction), meta };
    },
    transaction: (id: number) => transaction(id - FIRST_SALE),
    transactionCount: () => school.transactions + sold.length,
    plans: (): object[] => Array.from({ length: school.pricingPlans }, (_, number) => plan(number)),
    /** @throws Refusal 404 */
    plan(id: number) {
      const number = id - FIRST_PLAN;
      if (number < 0 || number >= school.pricingPlans) {
        throw new Refusal(404, "Pricing plan not found");
      }
      return {
        ...plan(number),
        description: number % 2 === 0 ? "Invented." : null,
        free_trial_length: number % 3 === 0 ? 14 : null,
        enrollment_cap: null,
        frequency: { type: "one_time_payment" },
      };
    },
    /** So many sales at one instant, seen two minutes from now; gives their ids. */
    sell(count: number, when = now()): number[] {
      const first = FIRST_SALE + school.transactions + sold.length;
      for (let index = 0; index < count; index += 1) {
        sold.push({ at: wholeSecond(when), seenAt: now() + DELAY_MS });
      }
      return Array.from({ length: count }, (_, index) => first + index);
    },
    /** Gives money back now; all of it unless told otherwise (smallest unit). */
    refund(id: number, amount = transaction(id - FIRST_SALE).charge): void {
      const number = id - FIRST_SALE;
      changes.set(number, { ...changes.get(number), refundedAt: now(), amount });
    },
    chargeBack(id: number): void {
      changes.set(id - FIRST_SALE, { ...changes.get(id - FIRST_SALE), hasChargeback: true });
    },
    changePrice(id: number, price: number): void {
      plansChanged.set(id - FIRST_PLAN, { at: now(), price });
    },
  };
}

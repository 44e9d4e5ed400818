import { hash, pick } from "../random.ts";
import { DAY_MS } from "../zone.ts";
import { pageOf } from "./paging.ts";
import type { Parts } from "./parts.ts";
import { createRows } from "./rows.ts";
import { FIRST, isoOf, PAST_DAYS, SPREAD, type ThinkificSite } from "./site.ts";

const PRICES = [0, 20, 49.5, 199] as const;

/** Products, bundles, collections, promotions with their coupons, and orders. */
export function createSales(
  site: ThinkificSite,
  given: Parts & { readonly orderKey: "created_at" | "created at" },
) {
  const { courses, users, seed, start, now, orderKey } = given;
  const orders = createRows(site.orders, FIRST.order);
  const bundles = createRows(site.bundles, FIRST.bundle);
  const promotions = createRows(site.promotions, FIRST.promotion);
  const sold = new Map<number, number>();
  const refunded = new Set<number>();
  const moreCoupons = new Map<number, number>();
  const everyMs = (PAST_DAYS * DAY_MS) / Math.max(1, site.orders);

  /** Courses by their number, then bundles. */
  const productNumbers = (): number[] => [
    ...courses.rows.numbers(),
    ...bundles.numbers().map((number) => SPREAD + number),
  ];
  const bundle = (number: number) => ({
    id: bundles.idOf(number),
    name: `Bundle ${number + 1}`,
    description: "Several courses at once",
    tagline: null,
    banner_image_url: null,
    course_ids: courses.rows
      .numbers()
      .slice(0, number + 2)
      .map(courses.rows.idOf),
    bundle_card_image_url: null,
  });
  const product = (number: number) => {
    const isBundle = number >= SPREAD;
    const price = pick(PRICES, hash(seed, number, 1));
    const name = isBundle ? `Bundle ${number - SPREAD + 1}` : courses.nameOf(number);
    return {
      id: FIRST.product + number,
      created_at: isoOf(start - (PAST_DAYS + (number % SPREAD)) * DAY_MS),
      productable_id: isBundle ? bundles.idOf(number - SPREAD) : courses.rows.idOf(number),
      productable_type: isBundle ? "Bundle" : "Course",
      price,
      position: (number % SPREAD) + 1,
      status: number % 5 === 4 ? "draft" : "published",
      name,
      private: false,
      hidden: number % 5 === 4,
      subscription: false,
      days_until_expiry: number % 2 === 0 ? null : 365,
      has_certificate: number % 2 === 0,
      keywords: null,
      seo_title: name,
      seo_description: null,
      collection_ids: [FIRST.collection],
      related_product_ids: number === 0 ? [FIRST.product + 1] : [],
      description: `All of ${name}.`,
      card_image_url: null,
      slug: name.toLowerCase().replaceAll(" ", "-"),
      product_prices: [
        {
          id: FIRST.product + number + 50_000,
          label: null,
          currency: "usd",
          price: price.toFixed(1),
          price_name: name,
          payment_type: price === 0 ? "free" : "one-time",
          is_primary: true,
          interval: null,
          interval_count: null,
          trial_interval: null,
          trial_interval_count: null,
          number_of_payments: null,
          custom_first_price: null,
          days_until_expiry: null,
          pay_button_text: null,
        },
      ],
    };
  };
  const couponCount = (number: number): number => site.coupons + (moreCoupons.get(number) ?? 0);
  const couponIds = (number: number): number[] =>
    Array.from(
      { length: couponCount(number) },
      (_, index) => FIRST.coupon + number * SPREAD + index,
    );
  const order = (number: number) => {
    const user = number % Math.max(1, site.users);
    const bought = product(number % Math.max(1, site.courses));
    const at = sold.get(number) ?? Math.floor(start - (site.orders - number) * everyMs);
    const price = 20 + (hash(seed, number, 2) % 200);
    const hasCoupon = number % 4 === 0 && site.promotions > 0;
    return {
      id: orders.idOf(number),
      [orderKey]: isoOf(at),
      user_id: users.rows.idOf(user),
      user_email: users.emailOf(user),
      user_name: users.nameOf(user),
      product_name: bought.name,
      product_id: bought.id,
      amount_dollars: price.toFixed(1),
      amount_cents: price * 100,
      subscription: false,
      coupon_code: hasCoupon ? `CODE${FIRST.coupon}` : null,
      coupon_id: hasCoupon ? FIRST.coupon : null,
      affiliate_referral_code: null,
      status: refunded.has(number) ? "refunded" : "complete",
      items: [
        {
          product_id: bought.id,
          product_name: bought.name,
          amount_dollars: price,
          amount_cents: price * 100,
        },
      ],
    };
  };

  return {
    orders,
    listOrders: (query: URLSearchParams) => pageOf(orders.numbers(), query, order),
    oneOrder: (id: number) => order(orders.numberOf(id)),
    products: (query: URLSearchParams) => pageOf(productNumbers(), query, product),
    bundle: (id: number) => bundle(bundles.numberOf(id)),
    collections: (query: URLSearchParams) =>
      pageOf([0, 1], query, (number) => ({
        id: FIRST.collection + number,
        name: number === 0 ? "All Courses" : "Bundles",
        description: number === 0 ? "All the courses of the site" : null,
        slug: number === 0 ? "all" : "bundles",
        created_at: isoOf(start - 2 * PAST_DAYS * DAY_MS),
        product_ids: productNumbers()
          .filter((one) => one >= SPREAD === (number === 1))
          .map((one) => FIRST.product + one),
        default: number === 0,
      })),
    listPromotions: (query: URLSearchParams) =>
      pageOf(promotions.numbers(), query, (number) => ({
        id: promotions.idOf(number),
        name: `Promotion ${number + 1}`,
        description: null,
        starts_at: isoOf(start - (number + 1) * 20 * DAY_MS),
        expires_at: number % 2 === 0 ? null : isoOf(start + 20 * DAY_MS),
        discount_type: number % 2 === 0 ? "percentage" : "fixed",
        amount: 10 + number,
        coupon_ids: couponIds(number),
        duration: null,
      })),
    coupons(promotion: number, query: URLSearchParams) {
      const number = promotions.numberOf(promotion);
      return pageOf(couponIds(number), query, (id) => ({
        id,
        code: `CODE${id}`,
        note: null,
        quantity_used: hash(seed, id, 3) % 10,
        quantity: id % 3 === 0 ? null : 10,
        promotion_id: promotion,
        created_at: isoOf(start - ((id % SPREAD) + 1) * DAY_MS),
      }));
    },
    /** So many orders at one instant. */
    sell(count: number, at = now()): number[] {
      const ids = orders.add(count);
      for (const id of ids) sold.set(orders.numberOf(id), at);
      return ids;
    },
    refund(id: number): void {
      refunded.add(orders.numberOf(id));
    },
    addCoupons(promotion: number, count: number): void {
      const number = promotions.numberOf(promotion);
      moreCoupons.set(number, (moreCoupons.get(number) ?? 0) + count);
    },
  };
}

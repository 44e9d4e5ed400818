import { checkExchange } from "../openapi/check-exchange.ts";
import { readOpenApi } from "../openapi/document.ts";
import type { Recordings } from "../recordings.ts";
import { shapeDifferences } from "../same-shape.ts";
import { siteExchanges } from "./emulated.ts";
import { readFixture } from "../fixture.ts";

/**
 * Where the document is wrong about its own API: it marks nothing as nullable, whereas its own descriptions and recorded
 * answers leave much of this without a value.
 */
const NULL = /\.(\w+) is null$/;
const NULLABLE = new Set([
  // The last page has no next one, the first no previous one.
  ..."next_page prev_page".split(" "),
  // Nobody has begun, finished or run out of time.
  ..."started_at completed_at expiry_date expires_at days_until_expiry".split(" "),
  // What nobody wrote or uploaded.
  ..."subtitle description tagline course_card_text contact_information keywords seo_description note".split(
    " ",
  ),
  ..."intro_video_youtube intro_video_wistia_identifier banner_image_url card_image_url".split(" "),
  ..."bundle_card_image_url avatar_url bio headline company external_source".split(" "),
  // Of those who are no affiliates, or orders without a coupon.
  ..."affiliate_code affiliate_commission affiliate_payout_email affiliate_referral_code".split(
    " ",
  ),
  ..."coupon_code coupon_id administered_course_ids user_id".split(" "),
  // Any number of times, for good, once.
  ..."quantity duration label interval interval_count trial_interval trial_interval_count".split(
    " ",
  ),
  ..."number_of_payments custom_first_price pay_button_text".split(" "),
]);

/** Every request of the source, and every answer of the emulator, fits the official document. */
export async function playOpenApi(recordings: Recordings, path: string): Promise<string> {
  const document = readOpenApi(await recordings.text(path));
  const checked = new Set<string>();
  const exchanges = await siteExchanges();
  for (const exchange of exchanges) {
    const result = checkExchange(document, exchange);
    if (result === undefined) throw new Error(`${exchange.url.pathname} is not in the document`);
    const real = result.differences.filter((one) => !NULLABLE.has(NULL.exec(one)?.[1] ?? ""));
    if (real.length > 0) throw new Error(`${result.template}: ${real.slice(0, 3).join("; ")}`);
    checked.add(result.template);
  }
  return `${exchanges.length} requests and answers of ${checked.size} operations`;
}

/** The emulator's answer under the same path has the recorded one's keys and types, and it is read as it must be. */
export function withShape(play: (recordings: Recordings, path: string) => Promise<string>) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const { exchanges } = await readFixture(recordings, path);
    const { request, response } = exchanges[0] ?? {};
    const given = (await siteExchanges()).find(({ url }) => url.pathname === request?.path);
    if (given === undefined) throw new Error(`the source does not ask for ${request?.path}`);
    const differences = shapeDifferences(response?.body, given.answer);
    if (differences.length > 0) throw new Error(`the emulator: ${differences.join("; ")}`);
    return `${await play(recordings, path)}; the emulator's answer alike`;
  };
}

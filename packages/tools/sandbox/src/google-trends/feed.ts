import { hash, pick, textHash } from "../random.ts";
import { HOUR_MS } from "./time-range.ts";

const NAMES = ["Ada", "Bruno", "Chiara", "Deniz", "Emil", "Farah", "Goran", "Hana"] as const;
const EVENTS = ["concert", "transfer", "interview", "final & prize", "film", "recipe"] as const;
const ENTRIES = 10;

/** What is trending in a country: one entry begins each hour, the traffic of each grows. */
export function trendingFeed(geo: string, seed: number, now: number): string {
  const hour = Math.floor(now / HOUR_MS);
  const items = Array.from({ length: ENTRIES }, (_, age) => {
    const number = hash(seed ^ textHash(geo), hour - age);
    const title = `${pick(NAMES, number)} ${pick(EVENTS, number >>> 8)} ${number % 1_000}`;
    const published = new Date((hour - age) * HOUR_MS + (number % 60) * 60_000);
    const traffic = (1 + (number % 20)) * 500 * (age + 1);
    return `<item><title>${escapeXml(title)}</title><ht:approx_traffic>${traffic.toLocaleString("en-US")}+</ht:approx_traffic><description></description><link>https://trends.google.com/trending/rss?geo=${geo}</link><pubDate>${rfc822(published)}</pubDate><ht:picture>https://example.com/${number}.jpg</ht:picture><ht:picture_source>Example</ht:picture_source>${news(title)}</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:ht="https://trends.google.com/trending/rss" version="2.0"><channel><title>Daily Search Trends</title>\n${items.join("\n")}\n</channel></rss>\n`;
}

function news(title: string): string {
  return ["Gazette", "Herald"]
    .map(
      (source) =>
        `<ht:news_item><ht:news_item_title>${escapeXml(`${title}: "all about it"`)}</ht:news_item_title><ht:news_item_snippet></ht:news_item_snippet><ht:news_item_url>https://example.com/${source}</ht:news_item_url><ht:news_item_source>${source}</ht:news_item_source></ht:news_item>`,
    )
    .join("");
}

/** California's time, as the feed has it. */
function rfc822(at: Date): string {
  const shifted = new Date(at.getTime() - 8 * HOUR_MS).toUTCString();
  return shifted.replace("GMT", "-0800");
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

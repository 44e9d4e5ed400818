/** One thing that is searched for, as the feed tells of it: the texts of its elements, by their names without prefix. */
export interface FeedItem {
  readonly title: string;
  readonly pubDate: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly news: readonly Readonly<Record<string, string>>[];
}

/** Whether a text is a feed, and a whole one. */
export function isFeed(text: unknown): boolean {
  return typeof text === "string" && text.includes("<rss") && text.trimEnd().endsWith("</rss>");
}

/** The items of a feed, in its order. */
export function itemsIn(rss: string): FeedItem[] {
  return elementsIn(rss, "item").map((item) => {
    const news = elementsIn(item, "ht:news_item");
    const outside = news.reduce((rest, one) => rest.replace(one, ""), item);
    const { title = "", pubDate = "", news_item: _, ...fields } = textsIn(outside);
    return { title, pubDate, fields, news: news.map(textsIn) };
  });
}

/** What stands between the tags of each element of this name; the text is searched, so its length bounds the work. */
function elementsIn(text: string, name: string): string[] {
  const found: string[] = [];
  const open = `<${name}>`;
  const close = `</${name}>`;
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at)) {
    const end = text.indexOf(close, at);
    if (end < 0) break;
    found.push(text.slice(at + open.length, end));
    at = end + close.length;
  }
  return found;
}

/** Elements that hold text alone. */
function textsIn(text: string): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [, name = "", inner = ""] of text.matchAll(/<(?:ht:)?(\w{1,60})>([^<]*)<\//g)) {
    texts[name] = unescapeXml(inner.trim());
  }
  return texts;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function unescapeXml(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (all, ...groups) => {
    const [decimal, hex, name]: (string | undefined)[] = groups;
    if (name !== undefined) return NAMED[name] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

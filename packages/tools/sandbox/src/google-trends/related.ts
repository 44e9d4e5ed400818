import { hash, textHash } from "../random.ts";

const TAILS = [
  "near me",
  "recipe",
  "delivery",
  "price",
  "shop",
  "& co",
  "<best>",
  "menu",
  "calories",
  "at home",
  "machine",
  "song",
] as const;
const KINDS = ["Food", "Topic", "Company", "Film"] as const;
const BREAKOUT = 5_000;

interface Ranked {
  readonly value: number;
  readonly formattedValue: string;
  readonly link: string;
}

/** The two lists of a keyword: what is searched for most beside it, and what has grown most. */
export function relatedLists(
  keyword: string,
  areTopics: boolean,
  volumeOf: (query: string) => number,
): { readonly rankedKeyword: readonly (Ranked & Readonly<Record<string, unknown>>)[] }[] {
  const others = TAILS.map((tail, index) => {
    const query = `${keyword} ${tail}`;
    const number = textHash(query);
    const about = areTopics
      ? {
          topic: {
            mid: `/m/0${number.toString(36).slice(0, 5)}`,
            title: query,
            type: KINDS[index % KINDS.length],
          },
        }
      : { query };
    return {
      about,
      link: `/trends/explore?q=${encodeURIComponent(query)}`,
      volume: volumeOf(query),
      growth: hash(number, index, 7) % 6_000,
    };
  });
  const greatest = Math.max(...others.map(({ volume }) => volume));
  const top = others
    .toSorted((one, other) => other.volume - one.volume)
    .map(({ about, link, volume }) => {
      const value = Math.max(1, Math.round((100 * volume) / greatest));
      return { ...about, value, formattedValue: String(value), hasData: true, link };
    });
  const rising = others
    .filter(({ growth }) => growth >= 40)
    .toSorted((one, other) => other.growth - one.growth)
    .map(({ about, link, growth }) => {
      const formattedValue = growth > BREAKOUT ? "Breakout" : `+${growth}%`;
      return { ...about, value: growth, formattedValue, link };
    });
  return [{ rankedKeyword: top }, { rankedKeyword: rising }];
}

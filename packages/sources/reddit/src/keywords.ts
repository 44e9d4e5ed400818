import type { ResolvedRedditConfig } from "./config.ts";
import { text, type Thing } from "./things.ts";

type Options = Pick<
  ResolvedRedditConfig,
  "keywords" | "keywordFields" | "wholeWords" | "ignoreAccents"
>;

const LETTER = /[\p{L}\p{M}\p{N}_]/u;
const ACCENTS = /\p{M}/gu;

/** Tells the posts that hold one of the keywords; without keywords, every post does. */
export function keywordFilter(options: Options): (post: Thing) => boolean {
  const { keywords, keywordFields, wholeWords, ignoreAccents } = options;
  if (keywords === undefined) return () => true;
  const fold = (written: string): string =>
    ignoreAccents
      ? written.normalize("NFD").replaceAll(ACCENTS, "").toLowerCase()
      : written.normalize("NFC").toLowerCase();
  const wanted = keywords.map(fold);
  return ({ data }) =>
    keywordFields.some((field) => {
      const written = fold(text(data, field));
      return wanted.some((keyword) =>
        wholeWords ? holdsWord(written, keyword) : written.includes(keyword),
      );
    });
}

function holdsWord(written: string, word: string): boolean {
  for (let at = written.indexOf(word); at !== -1; at = written.indexOf(word, at + 1)) {
    if (
      !isLetter(lastOf(written.slice(0, at))) &&
      !isLetter(firstOf(written.slice(at + word.length)))
    )
      return true;
  }
  return false;
}

function isLetter(character: string): boolean {
  return LETTER.test(character);
}

/** Whole characters: one beyond the basic plane is two units of a text. */
function firstOf(written: string): string {
  const point = written.codePointAt(0);
  return point === undefined ? "" : String.fromCodePoint(point);
}

function lastOf(written: string): string {
  return firstOf(written.slice(-2)).length === 2 ? written.slice(-2) : written.slice(-1);
}

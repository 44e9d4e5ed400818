import { DecodeError } from "@brain/core";

/** Characters of one row (HT-2). */
const MAX_ROW = 16 * 2 ** 20;

/**
 * The rows of a CSV body (RFC 4180: quotes doubled within quotes, newlines within them) as it arrives, in arrays. Empty
 * lines are left out; the last row may have no newline.
 *
 * @throws DecodeError `truncated` where it ends within quotes, `not_json` for invalid UTF-8, `response_too_large` for a row
 * beyond 16 MiB.
 */
export async function* csvRows(body: AsyncIterable<Uint8Array>): AsyncGenerator<string[][]> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const cutter = createCutter();
  for await (const bytes of body) {
    const rows = cutter.push(decoded(() => decoder.decode(bytes, { stream: true })));
    if (rows.length > 0) yield rows;
  }
  const rows = cutter.end(decoded(() => decoder.decode()));
  if (rows.length > 0) yield rows;
}

function createCutter() {
  let rest = "";
  /** Looks at all that is there again when a row goes on in the next piece: rows are short. */
  const cut = (final: boolean): string[][] => {
    const rows: string[][] = [];
    let row: string[] = [];
    let start = 0;
    for (let at = 0; ;) {
      const cell = nextCell(rest, at, final);
      if (cell === undefined) break;
      row.push(cell.text);
      at = cell.end + 1;
      if (rest[cell.end] === ",") continue;
      if (row.length > 1 || row[0] !== "") rows.push(row);
      row = [];
      start = Math.min(at, rest.length);
      if (start === rest.length) break;
    }
    rest = rest.slice(start);
    return rows;
  };
  return {
    push(text: string): string[][] {
      rest += text;
      const rows = cut(false);
      if (rest.length <= MAX_ROW) return rows;
      throw new DecodeError({ code: "response_too_large", message: "A row exceeds 16 MiB." });
    },
    end(text: string): string[][] {
      rest += text;
      if (rest === "") return [];
      const rows = cut(true);
      if (rest === "") return rows;
      throw new DecodeError({ code: "truncated", message: "The CSV file ends within quotes." });
    },
  };
}

/** The cell from `at` on, and where it ends: at a comma, a newline, or the end of all. Undefined: its end is not there. */
function nextCell(
  text: string,
  at: number,
  final: boolean,
): { readonly text: string; readonly end: number } | undefined {
  let end = at;
  if (text[at] === '"') {
    for (end = text.indexOf('"', at + 1); end !== -1 && text[end + 1] === '"';) {
      end = text.indexOf('"', end + 2);
    }
    // A quote at the very end may be the first of two.
    if (end === -1 || (end === text.length - 1 && !final)) return undefined;
    end += 1;
  }
  while (end < text.length && text[end] !== "," && text[end] !== "\n") end += 1;
  if (end === text.length && !final) return undefined;
  const raw = text.slice(at, text[end] === "\n" && text[end - 1] === "\r" ? end - 1 : end);
  return { text: raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw, end };
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch (cause) {
    throw new DecodeError({ code: "not_json", message: "A row is no valid UTF-8.", cause });
  }
}

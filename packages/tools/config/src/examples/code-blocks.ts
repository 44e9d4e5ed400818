/** A fenced TypeScript block of a document. */
export interface CodeBlock {
  /** Line of the document on which its code begins, from 1. */
  readonly line: number;
  readonly code: string;
  /** Name of the file that it becomes: what its first line says (`// acme.ts`), else made from its line. */
  readonly file: string;
  /** Whether it is executed, not only type-checked. */
  readonly run: boolean;
}

const FENCE = /^```ts(?<words>(?: [\w-]+)*)\n(?<code>.*?)^```$/gms;
const FILE_COMMENT = /^\/\/ (?<file>[\w.-]+\.ts)\n/;
const meanings = ["run", "no-check"];

/**
 * The TypeScript blocks of a Markdown document that are checked: ```` ```ts run ```` is type-checked and executed,
 * ```` ```ts ```` type-checked, ```` ```ts no-check ```` left out.
 */
export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(FENCE)].flatMap((match) => {
    const words = (match.groups?.["words"] ?? "").split(" ").filter((word) => word !== "");
    const code = match.groups?.["code"] ?? "";
    const line = markdown.slice(0, match.index).split("\n").length + 1;
    const unknown = words.find((word) => !meanings.includes(word));
    if (unknown !== undefined) {
      throw new Error(
        `Line ${line}: a block is marked "${unknown}"; known are ${meanings.join(", ")}.`,
      );
    }
    if (words.includes("no-check")) return [];
    const file = FILE_COMMENT.exec(code)?.groups?.["file"] ?? `line-${line}.ts`;
    return [{ line, code, file, run: words.includes("run") }];
  });
}

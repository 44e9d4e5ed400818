import { expect, test } from "vitest";
import { codeBlocks } from "./code-blocks.ts";

const fence = "```";
const document = `# Title

${fence}ts run
// acme.ts
export const acme = 1;
${fence}

${fence}sh
pnpm demo
${fence}

${fence}ts
const two: number = 2;
${fence}

${fence}ts no-check
half a sentence
${fence}
`;

test("blocks of TypeScript are found, with the line on which their code begins", () => {
  const blocks = codeBlocks(document);

  expect(blocks.map(({ line, run }) => ({ line, run }))).toEqual([
    { line: 4, run: true },
    { line: 13, run: false },
  ]);
});

test("a block takes the file name of its first line, so that a later block can import it", () => {
  const [named, unnamed] = codeBlocks(document);

  expect(named?.file).toBe("acme.ts");
  expect(unnamed?.file).toBe("line-13.ts");
});

test("a misspelt mark is an error, not a block that nobody runs", () => {
  expect(() => codeBlocks(`${fence}ts rnu\n1;\n${fence}\n`)).toThrow(/Line 2.*"rnu"/);
});

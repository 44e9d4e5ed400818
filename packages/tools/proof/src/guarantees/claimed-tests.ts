import ts from "typescript";
import type { TestFile } from "./test-files.ts";

/** A test, by its full title, groups first. */
export interface ClaimedTest {
  readonly title: string;
  /** Path of its file from the checkout's root. */
  readonly path: string;
}

const GROUPS = new Set(["describe", "suite"]);
const TESTS = new Set(["test", "it"]);

/** Every test of a file, found in its syntax; titles that are computed are left out, `${…}` in a title stands as `…`. */
export function claimedTests({ path, text }: TestFile): ClaimedTest[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const found: ClaimedTest[] = [];
  const visit = (node: ts.Node, groups: readonly string[]): void => {
    if (ts.isCallExpression(node)) {
      const kind = rootName(node.expression);
      const title = titleOf(node.arguments[0]);
      if (title !== undefined && kind !== undefined) {
        const titles = [...groups, title];
        if (TESTS.has(kind)) found.push({ title: titles.join(" › "), path });
        if (GROUPS.has(kind)) {
          for (const argument of node.arguments) visit(argument, titles);
          return;
        }
      }
    }
    ts.forEachChild(node, (child) => visit(child, groups));
  };
  visit(source, []);
  return found;
}

/** `test` of `test`, `test.each(rows)` and `` test.each`table` ``; undefined for a test that is skipped or only planned. */
function rootName(callee: ts.Expression): string | undefined {
  if (ts.isIdentifier(callee)) return callee.text;
  if (ts.isPropertyAccessExpression(callee)) {
    if (["skip", "todo"].includes(callee.name.text)) return undefined;
    return rootName(callee.expression);
  }
  if (ts.isCallExpression(callee)) return rootName(callee.expression);
  if (ts.isTaggedTemplateExpression(callee)) return rootName(callee.tag);
  return undefined;
}

function titleOf(argument: ts.Expression | undefined): string | undefined {
  if (argument === undefined) return undefined;
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (!ts.isTemplateExpression(argument)) return undefined;
  return (
    argument.head.text + argument.templateSpans.map((span) => `…${span.literal.text}`).join("")
  );
}

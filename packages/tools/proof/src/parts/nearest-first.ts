import { dirname } from "node:path";

/**
 * Files of tests in the order in which they are worth running for a change of `file`: those beside it, those of its package, the
 * rest. Groups without any file are left out.
 */
export function nearestFirst(
  file: string,
  tests: readonly string[],
): readonly (readonly string[])[] {
  const beside = `${dirname(file)}/`;
  const ofPackage = file.slice(0, file.indexOf("/src/") + 1);
  const nearness = (test: string): number =>
    test.startsWith(beside) ? 0 : test.startsWith(ofPackage) ? 1 : 2;
  return [0, 1, 2]
    .map((wanted) => tests.filter((test) => nearness(test) === wanted))
    .filter((group) => group.length > 0);
}

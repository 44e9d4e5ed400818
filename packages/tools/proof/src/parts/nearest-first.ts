import { dirname } from "node:path";

/**
 * Files of tests in the order in which they are worth running for a change of `file`: those beside it, those of its package, the
 * rest.
 */
export function nearestFirst(file: string, tests: readonly string[]): string[] {
  const beside = `${dirname(file)}/`;
  const ofPackage = file.slice(0, file.indexOf("/src/") + 1);
  const nearness = (test: string): number =>
    test.startsWith(beside) ? 0 : test.startsWith(ofPackage) ? 1 : 2;
  return tests.toSorted((one, other) => nearness(one) - nearness(other));
}

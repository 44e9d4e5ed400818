import { z } from "zod";

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()),
        }),
      ),
    }),
  ),
});

/** One test that ran. */
export interface TestRun {
  /** Titles of its groups and its own, joined by blanks. */
  readonly title: string;
  /** Absolute path. */
  readonly file: string;
  readonly passed: boolean;
}

/** The tests that ran, skipped ones left out, of what vitest's JSON reporter wrote; a file that did not load is a failed test. */
export function testRuns(json: string): TestRun[] {
  return reportSchema.parse(JSON.parse(json)).testResults.flatMap((file) => {
    const ran = file.assertionResults
      .filter(({ status }) => status === "passed" || status === "failed")
      .map(({ fullName, status }) => ({
        title: fullName.trim(),
        file: file.name,
        passed: status === "passed",
      }));
    const broken = file.assertionResults.length === 0 && file.message !== undefined;
    return broken ? [{ title: `${file.name} loads`, file: file.name, passed: false }] : ran;
  });
}

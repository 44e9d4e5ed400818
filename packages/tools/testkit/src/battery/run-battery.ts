import { isMeant, type Battery } from "./check.ts";
import { createJudge, type CheckResult } from "./judge.ts";

/** What a battery of checks came to. */
export interface CheckReport {
  /** `source hubspot` */
  readonly subject: string;
  /** `14 of 15, 1 lacks`: checks that hold, of those asked. A check holds when it does for every stream. */
  readonly score: string;
  /** Nothing failed. */
  readonly ok: boolean;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  /** By the name that the author gives it: the reason. */
  readonly lacks: Readonly<Record<string, string>>;
  readonly results: readonly CheckResult[];
}

/** Runs every check, one after the other. */
export async function runBattery(battery: Battery): Promise<CheckReport> {
  const judge = createJudge(battery);
  const results: CheckResult[] = [];
  for (const check of battery.checks) results.push(await judge.result(check));
  results.push(await judge.lacks());

  const names = [...new Set(results.map(({ name }) => name))];
  const having = (status: CheckResult["status"], among: readonly string[]): string[] =>
    among.filter((name) => results.some((each) => each.name === name && each.status === status));
  const failed = having("failed", names);
  const lacking = having("lacks", names).filter((name) => !failed.includes(name));
  const passed = having("passed", names).filter((name) => ![...failed, ...lacking].includes(name));
  const asked = passed.length + failed.length + lacking.length;
  return {
    subject: battery.subject,
    score: `${passed.length} of ${asked}${lacking.length === 0 ? "" : `, ${lacking.length} lacks`}`,
    ok: failed.length === 0,
    passed,
    failed,
    lacks: Object.fromEntries(
      Object.entries(battery.lacks).flatMap(([key, reason = ""]) =>
        results.some((result) => result.status === "lacks" && isMeant(key, result))
          ? [[key, reason]]
          : [],
      ),
    ),
    results,
  };
}

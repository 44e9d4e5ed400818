import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError } from "@brain/core";
import type { FaultSchedule } from "@brain/sandbox";

/**
 * Reads a schedule of faults.
 *
 * @throws ConfigError `config_invalid` when the file cannot be read or is no JSON, or with every problem by its field.
 */
export function readFaults(
  file: string,
  cwd: string,
  parse: (input: unknown) => FaultSchedule,
): FaultSchedule {
  const content = attempt(file, "cannot be read", () => readFileSync(resolve(cwd, file), "utf8"));
  const input: unknown = attempt(file, "is no JSON", () => JSON.parse(content));
  try {
    return parse(input);
  } catch (cause) {
    const problems: unknown = Reflect.get(Object(cause), "problems");
    if (!Array.isArray(problems)) throw cause;
    throw new ConfigError({
      code: "config_invalid",
      message: `The faults in ${file} have ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.map((problem) => `  ${String(problem)}`).join("\n")}`,
      hint: 'A schedule is JSON: {"rules":[{"fault":"429-seconds","path":"/crm/**","nth":[2,5]}]}; docs/guide/faults.md lists the faults.',
      context: { problems: problems.map(String) },
      cause,
    });
  }
}

function attempt<T>(file: string, what: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new ConfigError({
      code: "config_invalid",
      message: `The faults in ${file} could not be loaded: it ${what}.`,
      hint: "--faults names a JSON file.",
      cause,
    });
  }
}

import { ConfigError } from "./errors/kinds.ts";
import { inputJsonSchema, type Infer, type Schema } from "./schema.ts";
import type { Some } from "./json.ts";
import { suggest } from "./suggest.ts";

/** @throws ConfigError `config_invalid` with every issue at once, and no value. */
export function validateConfig<C extends Schema<Some>>(
  connector: string,
  schema: C,
  input: unknown,
): Infer<C> {
  const result = schema["~standard"].validate(input);
  if (result instanceof Promise) {
    throw new ConfigError({
      code: "config_invalid",
      message: `The config schema of ${connector} is asynchronous.`,
      hint: "A config is checked at once: let the connector's author take asynchronous checks out.",
      context: { connector },
    });
  }
  if (result.issues === undefined) return result.value;
  const known = Object.keys(inputJsonSchema(schema).properties ?? {});
  const problems = result.issues.map((issue) => {
    const path = (issue.path ?? [])
      .map((part) => String(typeof part === "object" ? part.key : part))
      .join(".");
    return `${path === "" ? "" : `${path}: `}${issue.message}${meant(issue, known)}`;
  });
  throw new ConfigError({
    code: "config_invalid",
    message: `The configuration of ${connector} has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}: ${problems.join("; ")}`,
    context: { connector, problems },
  });
}

/** For a misspelt option: zod lists the names it does not know. */
function meant(issue: object, known: readonly string[]): string {
  const keys: unknown = Reflect.get(issue, "keys");
  if (!Array.isArray(keys)) return "";
  const found = keys.map((key) => suggest(String(key), known)).filter((name) => name !== undefined);
  return found.length === 0
    ? ""
    : ` (did you mean ${found.map((name) => `"${name}"`).join(", ")}?)`;
}

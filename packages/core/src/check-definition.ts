import { ConfigError } from "./errors/kinds.ts";
import type { Some } from "./json.ts";
import { outputJsonSchema } from "./schema.ts";
import type { StreamInfo } from "./stream.ts";

const checked = new WeakSet<object>();

/**
 * Finds what is wrong with a stream's declaration: its schema has no JSON Schema, or a key, cursor, personal or deleted
 * field does not exist. Asked once per definition.
 *
 * @throws ConfigError `config_invalid` with every problem.
 */
export function checkDefinition(connector: string, stream: string, info: StreamInfo<Some>): void {
  if (checked.has(info)) return;
  const problems = problemsOf(info);
  if (problems.length > 0) {
    throw new ConfigError({
      code: "config_invalid",
      message: `The stream ${connector}.${stream} is declared wrongly: ${problems.join("; ")}.`,
      hint: "This is for the connector's author to mend.",
      context: { connector, stream },
    });
  }
  checked.add(info);
}

function problemsOf(info: StreamInfo<Some>): string[] {
  const fields = fieldsOf(info);
  if (typeof fields === "string") return [fields];
  const named: [string, readonly string[]][] = [
    ["primaryKey", info.primaryKey],
    ["cursor", info.cursor === undefined ? [] : [info.cursor.field]],
    ["pii", Object.keys(info.pii ?? {})],
    ["deletes", info.deletes ?? []],
  ];
  const problems = named.flatMap(([where, names]) =>
    names
      .filter((name) => !fields.has(name))
      .map((name) => `${where} names "${name}", which the schema does not have`),
  );
  if (info.cursor !== undefined && info.cursor.field in (info.pii ?? {})) {
    problems.push(
      `the cursor "${info.cursor.field}" is personal data, which no checkpoint may hold`,
    );
  }
  return problems;
}

function fieldsOf(info: StreamInfo<Some>): Set<string> | string {
  try {
    return new Set(Object.keys(outputJsonSchema(info.schema).properties ?? {}));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `its schema cannot be written as JSON Schema (${reason}); record schemas hold JSON types only`;
  }
}

import type { OpenApi } from "./document.ts";
import { differencesFrom } from "./differences.ts";

/** A request that was sent, and what was answered. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  /** The fields of a form, if one was sent. */
  readonly form: Readonly<Record<string, string>>;
  /** Parsed, where it was JSON. */
  readonly answer: unknown;
}

/**
 * Compares a request and its answer with an official document: path, method, parameters by name, those that are required,
 * enumerations, the fields of a form, and the answer's types. Undefined: the document does not have the path.
 */
export function checkExchange(
  document: OpenApi,
  { method, url, form, answer }: Exchange,
): { readonly template: string; readonly differences: readonly string[] } | undefined {
  const operation = document.operations.find(
    (one) => one.method === method.toLowerCase() && one.path.test(url.pathname),
  );
  if (operation === undefined) return undefined;
  const { parameters, body, template } = operation;
  const query = parameters.filter((one) => one.in === "query");
  const differences: string[] = [];
  for (const [name, value] of url.searchParams) {
    const known = query.find((one) => one.name === name);
    if (known === undefined) differences.push(`there is no parameter ${name}`);
    else differences.push(...differencesFrom(document, known.schema, asTyped(known.schema, value)));
  }
  for (const { name, required } of query) {
    if (required && !url.searchParams.has(name)) differences.push(`parameter ${name} is missing`);
  }
  const fields: unknown = Reflect.get(Object(document.resolve(body)), "properties");
  for (const name of Object.keys(form)) {
    if (!Object.hasOwn(Object(fields), name)) differences.push(`the form has no field ${name}`);
  }
  if (operation.answer !== undefined) {
    differences.push(...differencesFrom(document, operation.answer, answer));
  }
  return { template, differences };
}

/** The text of an address as what it stands for. */
function asTyped(schema: unknown, value: string): unknown {
  const type: unknown = Reflect.get(Object(schema), "type");
  if (type === "integer" || type === "number") return value.trim() === "" ? value : Number(value);
  return type === "boolean" && /^(true|false)$/.test(value) ? value === "true" : value;
}

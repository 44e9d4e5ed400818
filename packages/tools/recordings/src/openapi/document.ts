import { parse } from "yaml";
import { z } from "zod";

const parameterSchema = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  schema: z.unknown().optional(),
});
const contentSchema = z
  .record(z.string(), z.looseObject({ schema: z.unknown().optional() }))
  .default({});
const operationSchema = z.looseObject({
  parameters: z.array(z.unknown()).default([]),
  requestBody: z.looseObject({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: contentSchema })).default({}),
});
const documentSchema = z.looseObject({
  servers: z.array(z.looseObject({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** A parameter of an operation; `in` is where it stands (`query`, `path`, `header`). */
export type Parameter = z.output<typeof parameterSchema>;

/** One method of one path. */
export interface Operation {
  /** In small letters. */
  readonly method: string;
  /** The path below the host: that of the server, then the template's. */
  readonly path: RegExp;
  readonly template: string;
  readonly parameters: readonly Parameter[];
  /** Schema of a form or a JSON body, where one is described. */
  readonly body: unknown;
  /** Schema of a JSON answer with status 200, where one is described. */
  readonly answer: unknown;
}

/** An OpenAPI document as far as requests and answers are compared with it. */
export interface OpenApi {
  readonly operations: readonly Operation[];
  /** Follows a `$ref` within the document. */
  resolve(schema: unknown): unknown;
}

/** Reads a document in YAML (or JSON, which is YAML). */
export function readOpenApi(text: string): OpenApi {
  const raw: unknown = parse(text);
  const { servers, paths } = documentSchema.parse(raw);
  const base = (servers[0]?.url ?? "").replace(/^https?:\/\/[^/]+/, "");
  const resolve = (schema: unknown): unknown => {
    const reference: unknown = Reflect.get(Object(schema), "$ref");
    if (typeof reference !== "string") return schema;
    const parts = reference.replace(/^#\//, "").split("/");
    return resolve(parts.reduce((at: unknown, part) => Reflect.get(Object(at), part), raw));
  };
  const toParameters = (list: unknown): Parameter[] =>
    z
      .array(z.unknown())
      .catch([])
      .parse(list)
      .map((one) => parameterSchema.parse(resolve(one)));
  const operations = Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ["get", "post", "put", "patch", "delete"].includes(method))
      .map(([method, described]): Operation => {
        const operation = operationSchema.parse(described);
        return {
          method,
          path: patternOf(base + template),
          template,
          parameters: [
            ...toParameters(methods["parameters"]),
            ...toParameters(operation.parameters),
          ],
          body: Object.values(operation.requestBody?.content ?? {})[0]?.schema,
          answer: operation.responses["200"]?.content["application/json"]?.schema,
        };
      }),
  );
  return { operations, resolve };
}

function patternOf(template: string): RegExp {
  const literal = template
    .split(/\{\w+\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${literal.join("[^/]+")}$`);
}

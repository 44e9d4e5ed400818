import { checkExchange, type Exchange } from "../openapi/check-exchange.ts";
import { differencesFrom } from "../openapi/differences.ts";
import { readOpenApi } from "../openapi/document.ts";
import type { Recordings } from "../recordings.ts";
import { shapeDifferences } from "../same-shape.ts";
import { schoolExchanges } from "./emulated.ts";
import { readFixture } from "../fixture.ts";

/** Where the documents are wrong about the API, as recorded answers and other clients show. */
const WRONG: readonly RegExp[] = [
  // Enrollments are paged as all lists are; only this operation does not name the two.
  /^\/courses\/\{course_id\}\/enrollments: there is no parameter (page|per)$/,
  // Null in the printed example of the same document.
  /\.(affiliate_id|coupon_id) is null$/,
];

const emulated = once(schoolExchanges);

/** Every request of the source, and every answer of the emulator, fits the official document. */
export async function playOpenApi(recordings: Recordings, path: string): Promise<string> {
  const document = readOpenApi(await recordings.text(path));
  const checked = new Set<string>();
  const exchanges = await emulated();
  for (const exchange of exchanges) {
    const result = checkExchange(document, exchange);
    if (result === undefined) throw new Error(`${exchange.url.pathname} is not in the document`);
    const real = result.differences
      .map((difference) => `${result.template}: ${difference}`)
      .filter((difference) => !WRONG.some((known) => known.test(difference)));
    if (real.length > 0) throw new Error(real.slice(0, 3).join("; "));
    checked.add(result.template);
  }
  return `${exchanges.length} requests and answers of ${checked.size} operations`;
}

/** What the emulator answers fits a JSON Schema. */
export function playSchema(objectsIn: (exchange: Exchange) => readonly unknown[]) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const raw = await recordings.json(path);
    const objects = (await emulated()).flatMap(objectsIn);
    const resolve = (schema: unknown): unknown => asOpenApi(schema, raw);
    const wrong = objects
      .flatMap((one) => differencesFrom({ resolve }, raw, one))
      .filter((difference) => !WRONG.some((known) => known.test(difference)));
    if (objects.length === 0 || wrong.length > 0) {
      throw new Error(`${objects.length} objects: ${wrong.slice(0, 3).join("; ")}`);
    }
    return `${objects.length} objects`;
  };
}

/** The emulator's answers under this path have the recorded one's keys and types, and it is read as it must be. */
export function withShape(play: (recordings: Recordings, path: string) => Promise<string>) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const { exchanges } = await readFixture(recordings, path);
    for (const { request, response } of exchanges) {
      const alike = (await emulated())
        .filter(({ url }) => withoutIds(url.pathname) === withoutIds(request.path))
        .map(({ answer }) => answer)
        // The one that has most in it.
        .toSorted((one, other) => JSON.stringify(other).length - JSON.stringify(one).length);
      const [given] = alike;
      if (given === undefined) throw new Error(`the source does not ask for ${request.path}`);
      const differences = shapeDifferences(response.body, given);
      if (differences.length > 0) throw new Error(`the emulator: ${differences.join("; ")}`);
    }
    return `${await play(recordings, path)}; the emulator's answer alike`;
  };
}

function withoutIds(path: string): string {
  return path.replaceAll(/\/\d+/g, "/{id}");
}

/** Follows a reference, and says `nullable` where JSON Schema has a list of types. */
function asOpenApi(schema: unknown, raw: unknown): unknown {
  const reference: unknown = Reflect.get(Object(schema), "$ref");
  if (typeof reference === "string") {
    const parts = reference.replace(/^#\//, "").split("/");
    return asOpenApi(
      parts.reduce((at: unknown, part) => Reflect.get(Object(at), part), raw),
      raw,
    );
  }
  const types: unknown = Reflect.get(Object(schema), "type");
  if (!Array.isArray(types)) return schema;
  const type: unknown = types.find((one) => one !== "null");
  return { ...Object(schema), type, nullable: types.includes("null") };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

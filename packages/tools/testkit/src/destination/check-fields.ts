import type { JsonSchema } from "@brain/core";
import { failed, type Asked } from "../battery/check.ts";
import { hostileNames } from "./hostile-names.ts";
import { expectRows, textOf } from "./same-rows.ts";
import { plainMode, tableOf, type Scene } from "./scene.ts";

const NOT_PLAIN = "it only replaces";

/** Every field keeps a column of its own, whatever it is called, also over two processes. */
export async function checkFieldNames(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  const properties: Record<string, JsonSchema> = {};
  const record: Record<string, number> = {};
  for (const [value, name] of hostileNames.entries()) {
    define(properties, name, { type: "integer" });
    define(record, name, value);
  }
  const jsonSchema = tableOf(properties);
  for (const id of ["one", "two"]) {
    await scene.load(await scene.writer({ mode, jsonSchema }), [
      Object.assign(copyOf(record), { id }),
    ]);
    await scene.restart();
  }

  const rows = await scene.rows();
  const columns = rows.map((row) => new Map(Object.entries(row)));
  const [one, two] = columns;
  if (one === undefined || two === undefined || rows.length > 2) {
    throw failed(`Of two records with hostile fields there are ${rows.length} rows.`);
  }
  const held = [...one].filter(([, value]) => /^\d+$/.test(textOf(value)));
  const values = held.map(([, value]) => Number(value)).toSorted((a, b) => a - b);
  const lost = [...hostileNames.entries()].filter(([value]) => !values.includes(value));
  if (lost.length > 0 || values.length > hostileNames.length) {
    const [, name] = lost[0] ?? [];
    throw failed(
      `${lost.length} hostile fields have no column of their own: ${JSON.stringify(name)}.`,
    );
  }
  const moved = held.find(([column, value]) => textOf(two.get(column)) !== textOf(value));
  if (moved === undefined) return undefined;
  throw failed(
    `The field in column ${moved[0]} changed its place when the table was opened again.`,
  );
}

/** As an own field also where a setter of that name is inherited. */
function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function copyOf(record: object): object {
  return Object.create(null, Object.getOwnPropertyDescriptors(record));
}

/** Every table is a table of its own, whatever it is called, and none leads elsewhere. */
export async function checkTableNames(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  for (const [index, name] of hostileNames.entries()) {
    await scene.load(await scene.writer({ mode, name }), [{ id: "a", n: index }]);
  }
  await scene.restart();
  for (const [n, name] of hostileNames.entries()) {
    const when = `In the table that is called ${JSON.stringify(name)}`;
    expectRows(when, await scene.rows(name), [{ id: "a", n }]);
  }
  return undefined;
}

/** A field that the schema does not know is kept, gets a column, or is left out, as the flow says. */
export async function checkUnknownFields(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  for (const unknownFields of ["keep", "evolve", "ignore"] as const) {
    const writer = await scene.writer({ mode, name: unknownFields, unknownFields });
    await scene.load(writer, [{ id: "a", color: "blue" }, { id: "b" }]);
    const rows = await scene.rows(unknownFields);
    const row = rows.find((each) => Reflect.get(each, "id") === "a") ?? {};
    const inColumn = Reflect.get(row, "color") === "blue";
    const inExtra = textOf(Reflect.get(row, "_extra") ?? {}) === '{"color":"blue"}';
    const fits = { keep: inColumn || inExtra, evolve: inColumn, ignore: !inColumn && !inExtra };
    if (rows.length === 2 && fits[unknownFields]) continue;
    throw failed(
      `With unknownFields: "${unknownFields}" an unknown field gave ${JSON.stringify(row)}.`,
    );
  }
  return undefined;
}

/** A field more: older rows have nothing there, rows that are staged already stay, and opening again finds it. */
export async function checkNewColumn(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  if (!scene.destination.capabilities.evolve.includes("add-column")) return "it adds no columns";
  const writer = await scene.writer({ mode });
  await scene.load(writer, [{ id: "a", n: 1 }]);
  const jsonSchema = tableOf({ n: { type: "integer" }, color: { type: "string" } });
  await writer.evolve?.(jsonSchema);
  await writer.evolve?.(jsonSchema);
  await scene.load(writer, [{ id: "b", n: 2, color: "blue" }]);
  await scene.restart();
  const next = await scene.writer({ mode, jsonSchema });
  await scene.load(next, [{ id: "c", color: "red" }]);
  expectRows("After a column was added", await scene.rows(), [
    { id: "a", n: 1 },
    { id: "b", n: 2, color: "blue" },
    { id: "c", color: "red" },
  ]);
  return undefined;
}

/** A column that held whole numbers takes others too; what it held stays. */
export async function checkWiderColumn(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  if (!scene.destination.capabilities.evolve.includes("widen")) return "it widens no columns";
  const writer = await scene.writer({ mode });
  await scene.load(writer, [{ id: "a", n: 1 }]);
  await writer.evolve?.(tableOf({ n: { type: "number" } }));
  await scene.load(writer, [{ id: "b", n: 1.5 }]);
  await scene.restart();
  const text = await scene.writer({
    mode,
    jsonSchema: tableOf({ n: { type: ["number", "string"] } }),
  });
  await scene.load(text, [{ id: "c", n: "many" }]);
  expectRows("After a column was widened", await scene.rows(), [
    { id: "a", n: 1 },
    { id: "b", n: 1.5 },
    { id: "c", n: "many" },
  ]);
  return undefined;
}

import type { Scenario } from "../scenario.ts";

/** One module each, so that a process loads what it runs and nothing else. */
const modules = {
  "hubspot-duckdb": () => import("./hubspot-duckdb.ts"),
  "duckdb-append": () => import("./duckdb-append.ts"),
  "duckdb-upsert": () => import("./duckdb-upsert.ts"),
  "duckdb-replace": () => import("./duckdb-replace.ts"),
  "duckdb-mirror": () => import("./duckdb-mirror.ts"),
  jsonl: () => import("./jsonl.ts"),
  lines: () => import("./lines.ts"),
  "sqlite-append": () => import("./sqlite-append.ts"),
  "sqlite-upsert": () => import("./sqlite-upsert.ts"),
} satisfies Record<string, () => Promise<{ readonly scenario: Scenario }>>;

export type ScenarioName = keyof typeof modules;

export async function loadScenario(name: string): Promise<Scenario> {
  if (!isName(name)) throw new Error(`No scenario is called ${name}.`);
  return (await modules[name]()).scenario;
}

function isName(name: string): name is ScenarioName {
  return Object.hasOwn(modules, name);
}

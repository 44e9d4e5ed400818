import { existsSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ConfigError, suggest, type Connector, type Some, type Source } from "@brain/core";
import { importBeside, importFromProject, missingPackage } from "./import-package.ts";
import { installedConnectors, officialConnectors } from "./installed.ts";

/** A connector of streams that are known only at run time. */
export type AnyConnector = Connector<Some, Source["streams"]>;

/**
 * The connector that a name means: `./file.ts`, `@brain/NAME`, or `brain-connector-NAME`; the project's own installation
 * before ours.
 *
 * @throws ConfigError `dependency_missing` with the install command, or `option_unknown` with a suggestion.
 */
export async function loadConnector(name: string, cwd: string): Promise<AnyConnector> {
  if (isFile(name)) return connectorIn(await importFile(name, cwd), name);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) throw unknownConnector(name, cwd);
  for (const specifier of [`@brain/${name}`, `brain-connector-${name}`]) {
    const module = (await importFromProject(specifier, cwd)) ?? (await importBeside(specifier));
    if (module !== undefined) return connectorIn(module, specifier);
  }
  throw unknownConnector(name, cwd);
}

function isFile(name: string): boolean {
  return name.startsWith(".") || isAbsolute(name) || /\.[cm]?[jt]s$/.test(name);
}

async function importFile(name: string, cwd: string): Promise<object> {
  const path = resolve(cwd, name);
  if (!existsSync(path)) {
    throw new ConfigError({
      code: "option_unknown",
      message: `There is no connector file ${name}.`,
      hint: `Looked for ${path}.`,
    });
  }
  const module: object = await import(pathToFileURL(path).href);
  return module;
}

function connectorIn(module: object, where: string): AnyConnector {
  const [connector, ...others] = new Set(Object.values(module).filter(isConnector));
  if (connector !== undefined && others.length === 0) return connector;
  throw new ConfigError({
    code: "config_invalid",
    message: `${where} exports ${connector === undefined ? "no connector" : `${others.length + 1} connectors`}.`,
    hint: "Export exactly one that was made by defineConnector.",
  });
}

function isConnector(value: unknown): value is AnyConnector {
  return typeof value === "function" && "connectorName" in value && "config" in value;
}

function unknownConnector(name: string, cwd: string): ConfigError {
  if (Object.hasOwn(officialConnectors, name)) {
    return missingPackage(`@brain/${name}`);
  }
  const installed = installedConnectors(cwd).map((connector) => connector.name);
  const known = [...installed, ...Object.keys(officialConnectors)];
  const meant = suggest(name, known) ?? known.find((longer) => longer.startsWith(`${name}-`));
  return new ConfigError({
    code: "option_unknown",
    message: `There is no connector "${name}"${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
    hint:
      `Looked for @brain/${name} and brain-connector-${name}. ` +
      "`brain connectors` lists what is installed; a connector of your own is given as ./file.ts.",
  });
}

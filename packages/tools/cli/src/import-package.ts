import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ConfigError } from "@brain/core";

const PROJECT = "brain-project:";
let projectUrl: string | undefined;

/** The module that `specifier` means in the project of `cwd`, or undefined when it is not installed there. */
export async function importFromProject(
  specifier: string,
  cwd: string,
): Promise<object | undefined> {
  resolveFrom(cwd);
  return importIfThere(`${PROJECT}${specifier}`, specifier);
}

/** The module that `specifier` means for this package, or undefined when it is not installed beside it. */
export function importBeside(specifier: string): Promise<object | undefined> {
  return importIfThere(specifier, specifier);
}

/**
 * An optional peer: what `load` gives, with a missing package explained.
 *
 * @throws ConfigError `dependency_missing`, with the command that installs it.
 */
export async function optional<M>(specifier: string, load: () => Promise<M>): Promise<M> {
  try {
    return await load();
  } catch (error) {
    if (isMissing(error, specifier)) throw missingPackage(specifier);
    throw error;
  }
}

/** The error about a package that is not installed. */
export function missingPackage(specifier: string): ConfigError {
  return new ConfigError({
    code: "dependency_missing",
    message: `${specifier} is not installed.`,
    hint: `Install it: npm install ${specifier}`,
    context: { package: specifier },
  });
}

async function importIfThere(specifier: string, name: string): Promise<object | undefined> {
  try {
    const module: object = await import(specifier);
    return module;
  } catch (error) {
    if (isMissing(error, name)) return undefined;
    throw error;
  }
}

/** Not the package itself but something that it imports may be missing: that is an error of its own. */
function isMissing(error: unknown, name: string): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, "code");
  return code === "ERR_MODULE_NOT_FOUND" && error.message.includes(`'${name}'`);
}

/** Node resolves an import from the file that says it; what a project installed is found from the project's folder. */
function resolveFrom(cwd: string): void {
  const first = projectUrl === undefined;
  projectUrl = pathToFileURL(join(cwd, "brain.config.ts")).href;
  if (!first) return;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier.startsWith(PROJECT)
        ? next(specifier.slice(PROJECT.length), { ...context, parentURL: projectUrl })
        : next(specifier, context),
  });
}

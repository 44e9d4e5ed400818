import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  ConfigError,
  definePipeline,
  suggest,
  type Closeable,
  type Destination,
  type Guard,
  type Pipeline,
} from "@brain/core";
import { loadDotEnv } from "./config/dot-env.ts";
import { credentialsOf } from "./credentials.ts";
import { readExports, type ProjectExports } from "./project-exports.ts";
import type { Session } from "./session.ts";
import { transport } from "./transport.ts";

/** A `brain.config.ts`, loaded. */
export interface Project extends ProjectExports {
  readonly path: string;
  /** Of `access`, for the user at the keyboard. */
  readonly guard?: Guard | undefined;
}

export const configNames = [
  "brain.config.ts",
  "brain.config.mts",
  "brain.config.js",
  "brain.config.mjs",
];

/**
 * Loads the config file, with the variables of the `.env` beside it in the environment.
 *
 * @throws ConfigError `config_invalid` when there is none, it fails, or exports no `pipelines`.
 */
async function loadProject(session: Session): Promise<Project> {
  const path = findConfig(session);
  loadDotEnv(dirname(path), session.terminal.env);
  session.redact.learn(session.terminal.env);
  const module = await importConfig(path);
  const { pipelines, ...others } = readExports(module, path);
  const credentials = credentialsOf(dirname(path));
  const guard = others.access?.as(userOf(session));
  // What the pipeline's author set stands; the command line only fills in what a process must give.
  const equipped = pipelines.map(({ definition }) =>
    definePipeline({
      ...definition,
      guard: definition.guard ?? guard,
      runtime: { log: session.log, credentials, fetch: transport, ...definition.runtime },
    }),
  );
  return { ...others, path, pipelines: equipped, guard };
}

/** @throws ConfigError `option_unknown` with a suggestion. */
function selectPipelines(project: Project, names: readonly string[]): readonly Pipeline[] {
  if (names.length === 0) return project.pipelines;
  return names.map((name) => {
    const found = project.pipelines.find((pipeline) => pipeline.name === name);
    if (found !== undefined) return found;
    const known = project.pipelines.map((pipeline) => pipeline.name);
    const meant = suggest(name, known);
    throw new ConfigError({
      code: "option_unknown",
      message: `There is no pipeline "${name}"${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
      hint: `${project.path} has: ${known.join(", ")}.`,
    });
  });
}

/** Loads the project, does the work on the chosen pipelines, and closes their destinations whatever happens. */
export async function withPipelines<T>(
  session: Session,
  names: readonly string[],
  work: (pipelines: readonly Pipeline[], project: Project) => Promise<T>,
): Promise<T> {
  const project = await loadProject(session);
  const pipelines = selectPipelines(project, names);
  const destinations = new Set<Destination>(
    project.pipelines.map(({ definition }) => definition.destination),
  );
  try {
    return await work(pipelines, project);
  } finally {
    // The audit log first: it may be kept in one of the destinations.
    await closeAll([project.audit?.log, project.keys, ...destinations]);
  }
}

/** Each, also where one before it cannot be closed. */
async function closeAll(all: readonly (Closeable | undefined)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const each of all) await each?.close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** Who is at the keyboard: `--as`, BRAIN_USER, or the name that the system knows. A name, not a proof: see the threat model. */
function userOf({ options, terminal }: Session): string {
  return options.as ?? terminal.env["BRAIN_USER"] ?? userInfo().username;
}

function findConfig(session: Session): string {
  const { cwd } = session.terminal;
  const given = session.options.config;
  const candidates = given === undefined ? configNames : [given];
  const path = candidates.map((name) => resolve(cwd, name)).find((file) => existsSync(file));
  if (path !== undefined) return path;
  throw new ConfigError({
    code: "config_invalid",
    message:
      given === undefined ? `There is no brain.config.ts in ${cwd}.` : `There is no file ${given}.`,
    hint: "`brain init` writes a brain.config.ts to begin with; --config names another file.",
  });
}

async function importConfig(path: string): Promise<object> {
  try {
    const module: object = await import(pathToFileURL(path).href);
    return module;
  } catch (cause) {
    if (ConfigError.isInstance(cause)) throw cause;
    throw new ConfigError({
      code: "config_invalid",
      message: `${path} could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint:
        'It is run by Node as it is: types are stripped, nothing is bundled. Where package.json says "type": "commonjs", ' +
        `call it ${join(dirname(path), "brain.config.mts")}.`,
      cause,
    });
  }
}

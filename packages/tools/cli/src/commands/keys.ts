import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError, type Pipeline } from "@brain/core";
import type { Keyring } from "@brain/privacy";
import { exitCodes } from "../exit-code.ts";
import { table } from "../format/table.ts";
import { withPipelines, type Project } from "../project.ts";
import type { Session } from "../session.ts";
import { watchSignals } from "../stop.ts";

const KEY_BYTES = 32;

/** Makes a key-encryption key: to stdout, or into a new file for its owner alone. */
export async function createKey(
  session: Session,
  options: { readonly file?: string | undefined },
): Promise<number> {
  const key = randomBytes(KEY_BYTES).toString("base64");
  if (options.file === undefined) {
    session.tell(
      "Keep it apart from the data, and a copy of it: what it protects is lost without it.",
    );
    await session.print(session.options.json ? `${JSON.stringify({ key })}\n` : `${key}\n`);
    return exitCodes.succeeded;
  }
  const path = resolve(session.terminal.cwd, options.file);
  try {
    // Never over a key that something may still need.
    writeFileSync(path, `${key}\n`, { mode: 0o600, flag: "wx" });
  } catch (cause) {
    throw new ConfigError({
      code: "config_invalid",
      message: `The key file ${path} could not be made: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: "Name a new file in a folder that exists.",
      cause,
    });
  }
  session.tell("Keep a copy of it apart from the data: what it protects is lost without it.");
  await session.print(session.options.json ? `${JSON.stringify({ file: path })}\n` : `${path}\n`);
  return exitCodes.succeeded;
}

/** Lists the keys of the config's keyring: names and states, never the keys. */
export function listKeys(session: Session): Promise<number> {
  return withPipelines(session, [], async (_pipelines, project) => {
    const rows = [];
    for await (const { wrapped: _, ...key } of keysOf(project).list()) rows.push(key);
    await session.print(
      session.options.json
        ? rows.map((row) => `${JSON.stringify(row)}\n`).join("")
        : table(
            ["key", "tenant", "purpose", "state", "made", "wrapped by"],
            rows.map((row) => [
              row.kid,
              row.tenant,
              row.purpose,
              row.state,
              row.createdAt,
              row.kek,
            ]),
          ),
    );
    return exitCodes.succeeded;
  });
}

/** Options of `brain keys rotate`. */
export interface RotateCommandOptions {
  readonly data?: boolean | undefined;
  /** ISO-8601; goes with `data`. */
  readonly before?: string | undefined;
  readonly destroy?: boolean | undefined;
}

/** Wraps the keys anew with the config's key-encryption key; `--data`: also encrypts what the pipelines stored under new keys. */
export async function rotateKeys(
  session: Session,
  names: readonly string[],
  { data = false, before, destroy = false }: RotateCommandOptions,
): Promise<number> {
  const privacy = await import("@brain/privacy");
  const stop = watchSignals(session.terminal);
  try {
    return await withPipelines(session, names, async (pipelines, project) => {
      const keys = keysOf(project);
      const { guard } = project;
      const rewrapped = await privacy.rewrapKeys(keys, { guard });
      const rotated = [];
      for (const pipeline of data ? pipelines : []) {
        const report = await privacy.rotateKeys(pipeline, keys, {
          // The keyring is the project's: any of them may need its keys.
          sharing: project.pipelines,
          before,
          signal: stop.drain,
          onProgress: ({ flow, table: name = "quarantine", seen, rewritten }) =>
            session.log.info(`${flow}: ${name}: ${rewritten} of ${seen} encrypted anew`),
        });
        const destroyed = destroy ? await destroyAll(project, pipeline, keys, report.unused) : 0;
        rotated.push({ pipeline: pipeline.name, ...report, destroyed });
      }
      await session.print(
        session.options.json
          ? `${JSON.stringify({ rewrapped, rotated })}\n`
          : [
              `${rewrapped} keys wrapped anew.\n`,
              ...rotated.map(
                ({ pipeline, rewritten, unused, held, unopened, destroyed }) =>
                  `${pipeline}: ${rewritten} values encrypted anew; ${unused.length} keys unused, ${destroyed} destroyed` +
                  (held.length === 0 ? "" : `; others are still in ${placesOf(held)}`) +
                  `${unopened.length === 0 ? "" : `; tokens of ${unopened.join(", ")} did not open`}.\n`,
              ),
            ].join(""),
      );
      return rotated.some(({ unopened }) => unopened.length > 0)
        ? exitCodes.partial
        : exitCodes.succeeded;
    });
  } finally {
    stop.end();
  }
}

function placesOf(held: readonly { readonly where: string }[]): string {
  return [...new Set(held.map(({ where }) => where))].join(", ");
}

async function destroyAll(
  { guard }: Project,
  { definition: { name, tenant = "" } }: Pipeline,
  keys: Keyring,
  unused: readonly string[],
): Promise<number> {
  if (unused.length === 0) return 0;
  const work = async (): Promise<number> => {
    let destroyed = 0;
    for (const kid of unused) if (await keys.destroy(tenant, kid)) destroyed += 1;
    return destroyed;
  };
  const act = { action: "destroy_keys", resource: `pipeline:${name}`, detail: { keys: unused } };
  return guard === undefined ? work() : guard(act, work);
}

function keysOf({ keys, path }: Project): Keyring {
  if (keys !== undefined) return keys;
  throw new ConfigError({
    code: "config_invalid",
    message: `${path} does not export a keyring.`,
    hint: "Write `export const keys = keyring({ … });` of @brain/privacy.",
  });
}

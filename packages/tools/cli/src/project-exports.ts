import type { Access, AnchorPlace, AuditLog, AuditReader } from "@brain/access";
import { ConfigError, type Pipeline, type Secret } from "@brain/core";
import type { Keyring } from "@brain/privacy";

/** The audit log of a config: what writes it, where it is read, and what it is compared with. */
export interface AuditExport {
  readonly log?: AuditLog | undefined;
  readonly reader: AuditReader;
  readonly anchors?: AnchorPlace | undefined;
  readonly key?: Secret | undefined;
}

/** What a `brain.config.ts` may export. */
export interface ProjectExports {
  readonly pipelines: readonly Pipeline[];
  readonly keys?: Keyring | undefined;
  readonly access?: Access | undefined;
  readonly audit?: AuditExport | undefined;
}

/**
 * The exports of a config. An `access` that is none must not leave everything open, so each is looked at.
 *
 * @throws ConfigError `config_invalid` with every export that is not what its name says.
 */
export function readExports(module: object, path: string): ProjectExports {
  const problems: string[] = [];
  const pipelines: unknown = Reflect.get(module, "pipelines");
  if (!Array.isArray(pipelines) || !pipelines.every((each) => has(each, "definition", "run"))) {
    problems.push(
      "a list of pipelines: write `export const pipelines = [definePipeline({ … })];`, as `brain init` does",
    );
  }
  const keys: unknown = Reflect.get(module, "keys");
  if (keys !== undefined && !has(keys, "list", "rewrap", "close")) {
    problems.push("as `keys` a keyring of @brain/privacy");
  }
  const access: unknown = Reflect.get(module, "access");
  if (access !== undefined && !has(access, "as", "can")) {
    problems.push("as `access` what `createAccess` of @brain/access gives");
  }
  const audit: unknown = Reflect.get(module, "audit");
  if (audit !== undefined && !(isObject(audit) && has(Reflect.get(audit, "reader"), "read"))) {
    problems.push("as `audit` an object `{ log, reader, anchors, key }`");
  }
  if (problems.length === 0) {
    // Made by functions of ours, as far as their members tell.
    return { pipelines, keys, access, audit } as ProjectExports;
  }
  throw new ConfigError({
    code: "config_invalid",
    message: `${path} does not export ${problems.join("; nor ")}.`,
    hint: "See docs/guide/command-line.md for what a config exports.",
  });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function has(value: unknown, ...members: readonly string[]): boolean {
  return isObject(value) && members.every((member) => member in value);
}

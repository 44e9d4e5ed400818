import { join } from "node:path";
import type { CredentialStore } from "@brain/core";
import { fileCredentials } from "@brain/files";

/** Rotated refresh tokens outlive the command in `.brain/` beside the config. */
export function credentialsOf(folder: string): CredentialStore {
  return fileCredentials(join(folder, ".brain", "credentials.json"));
}

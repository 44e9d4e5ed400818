import { join } from "node:path";
import type { CredentialStore } from "@brain/core";
import { fileCredentials } from "@brain/files";

/** Where {@link credentialsOf} keeps them, below the folder. */
export const CREDENTIALS_FILE = join(".brain", "credentials.json");

/** Refresh tokens, those of sign-ins and rotated ones, outlive the command in `.brain/` beside the config. */
export function credentialsOf(folder: string): CredentialStore {
  return fileCredentials(join(folder, CREDENTIALS_FILE));
}

import { objectTypes } from "./objects.ts";

/** Every scope that the emulator knows. */
export const allScopes: readonly string[] = [
  ...new Set([
    ...Object.values(objectTypes).flatMap(({ scopes }) => scopes.flat()),
    "crm.objects.owners.read",
    "crm.objects.custom.read",
    "crm.schemas.custom.read",
  ]),
];

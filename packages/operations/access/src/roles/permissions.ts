/** What a permission lets one do: the guide's acts, and ours beside them (AC-2). */
export const permissions = {
  read: ["view_dashboard", "export_reports"],
  write: ["modify_data", "create_reports", "replay_quarantine"],
  delete: ["delete_data", "remove_integrations"],
  admin: [
    "manage_users",
    "system_config",
    "reset_state",
    "change_pipeline",
    "export_quarantine",
    "decrypt",
    "pseudonymise",
    "rotate_keys",
    "destroy_keys",
    "read_audit",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A set of acts that roles are made of. */
export type Permission = keyof typeof permissions;

/** What acts are done to: the part of a resource before its first colon. */
export const resourceKinds = [
  "audit",
  "dashboard",
  "data",
  "index",
  "integration",
  "keys",
  "pipeline",
  "report",
  "stream",
  "system",
  "user",
] as const;

/** The roles of the guide. */
export const defaultRoles: Readonly<Record<string, readonly Permission[]>> = {
  admin: ["read", "write", "delete", "admin"],
  analyst: ["read", "write"],
  viewer: ["read"],
};

/** Who may do what, and an audit log that shows tampering. @packageDocumentation */
export { anchorFile } from "./audit/anchor-file.ts";
export type { Anchor, AnchorPlace } from "./audit/anchor.ts";
export type { AnchorOptions } from "./audit/anchorer.ts";
export { createAuditLog, type AuditLog, type AuditLogOptions } from "./audit/audit-log.ts";
export type { AuditHead } from "./audit/chain.ts";
export type { AuditActor, AuditEntry, AuditEvent, Outcome } from "./audit/event.ts";
export { functionAudit } from "./audit/function-audit.ts";
export { jsonlAudit } from "./audit/jsonl-audit.ts";
export type { AuditPage, AuditReader, AuditSink, TornTail } from "./audit/sink.ts";
export { storeAudit } from "./audit/store-audit.ts";
export { createAccess, type Access, type AccessOptions } from "./create-access.ts";
export type { Permission } from "./roles/permissions.ts";
export type { Grant, RolesConfig } from "./roles/role-config.ts";
export type { Recorder } from "./guarded.ts";
export type { User } from "./users/user-list.ts";
export type { Finding, FindingKind } from "./verify/finding.ts";
export { showAudit, type ShownAudit, type ShowOptions } from "./verify/show-audit.ts";
export { verifyAudit, type AuditVerdict, type VerifyOptions } from "./verify/verify-audit.ts";

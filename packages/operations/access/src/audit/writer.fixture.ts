// A process that adds entries to a log: node writer.fixture.ts PATH COUNT
import { createAuditLog } from "./audit-log.ts";
import { jsonlAudit } from "./jsonl-audit.ts";

const [path = "", count = "1"] = process.argv.slice(2);
const log = createAuditLog({ sink: jsonlAudit(path) });
const actor = { type: "service", id: String(process.pid), role: null } as const;
for (let n = 0; n < Number(count); n++) {
  await log.record({ actor, action: "write", resource: `audit:${n}`, outcome: "success" });
}

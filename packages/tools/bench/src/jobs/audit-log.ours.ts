// Entries of an audit log in a file, with anchors: written, each group awaited before the next, and read again.
import { join } from "node:path";
import { anchorFile, createAuditLog, jsonlAudit, verifyAudit } from "@brain/access";
import { Secret } from "@brain/core";
import { job } from "../job.ts";

const entry = {
  actor: { type: "user", id: "maria", role: "admin" },
  action: "decrypt",
  resource: "stream:hubspot.contacts",
  outcome: "success",
  detail: { records: 100, fields: ["email", "phone"] },
} as const;

await job(async ({ folder, number }) => {
  const file = jsonlAudit(join(folder, "audit.jsonl"));
  const place = anchorFile(join(folder, "anchors.jsonl"));
  const key = Secret.of("k".repeat(32));
  const records = number("entries");
  const together = number("together");
  const log = createAuditLog({ sink: file, anchors: { place, key } });
  const began = performance.now();
  for (let written = 0; written < records; written += together) {
    await Promise.all(Array.from({ length: together }, () => log.record(entry)));
  }
  await log.close();
  const ended = performance.now();
  const { events } = await verifyAudit(file, { anchors: place, key });
  const verified = performance.now();
  if (events !== records) throw new Error(`${events} of ${records} entries were verified.`);
  const perSecond = (ms: number): number => (records / ms) * 1_000;
  return {
    records,
    figures: {
      writtenPerSecond: perSecond(ended - began),
      verifiedPerSecond: perSecond(verified - ended),
    },
  };
});

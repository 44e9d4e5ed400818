import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { duckdb } from "@brain/duckdb";
import { expect, test } from "vitest";
import { showAudit } from "../verify/show-audit.ts";
import { verifyAudit } from "../verify/verify-audit.ts";
import { createAuditLog } from "./audit-log.ts";
import { jsonlAudit } from "./jsonl-audit.ts";
import { storeAudit } from "./store-audit.ts";

const writer = fileURLToPath(new URL("./writer.fixture.ts", import.meta.url));
const folder = (): string => mkdtempSync(join(tmpdir(), "brain-processes-"));

async function write(path: string, count: number): Promise<number | null> {
  const running = spawn(
    process.execPath,
    ["--conditions=@brain/source", writer, path, String(count)],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const [code] = await once(running, "exit");
  return typeof code === "number" ? code : null;
}

test("[AD-2] five processes that write 200 entries each make one whole chain", async () => {
  const path = join(folder(), "audit.jsonl");

  const codes = await Promise.all(Array.from({ length: 5 }, () => write(path, 200)));

  expect(codes).toEqual([0, 0, 0, 0, 0]);
  expect(await verifyAudit(jsonlAudit(path))).toEqual({ events: 1_000, anchors: 0 });
  const { events } = await showAudit(jsonlAudit(path), { limit: 1_000 });
  const perWriter = Map.groupBy(events, ({ actor }) => actor.id);
  expect([...perWriter.values()].map((own) => own.map(({ resource }) => resource))).toEqual(
    Array.from({ length: 5 }, () => Array.from({ length: 200 }, (_, n) => `audit:${n}`)),
  );
  // oxlint-disable-next-line no-bitwise -- permissions are bits
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("[AD-2] a DuckDB database keeps a chain, over restarts", async () => {
  const path = join(folder(), "audit.duckdb");
  const entry = {
    actor: { type: "user", id: "maria", role: "admin" },
    action: "decrypt",
    resource: "stream:crm.contacts",
    outcome: "allowed",
  } as const;

  for (let restart = 0; restart < 3; restart++) {
    await using destination = duckdb(path);
    const log = createAuditLog({ sink: storeAudit(destination.state.values) });
    await Promise.all([log.record(entry), log.record(entry)]);
    await log.record(entry);
  }

  await using destination = duckdb(path);
  expect(await verifyAudit(storeAudit(destination.state.values))).toEqual({
    events: 9,
    anchors: 0,
  });
});

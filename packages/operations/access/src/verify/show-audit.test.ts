import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakeClock } from "@brain/testkit";
import { expect, test } from "vitest";
import { createAuditLog } from "../audit/audit-log.ts";
import { jsonlAudit } from "../audit/jsonl-audit.ts";
import type { AuditReader } from "../audit/sink.ts";
import { showAudit, type ShowOptions } from "./show-audit.ts";

const MINUTE = 60_000;
const start = Date.parse("2026-11-24T09:00:00Z");

/** Ten events, a minute apart: maria resets by turns with ana, and every fifth is denied. */
async function tenEvents(): Promise<AuditReader> {
  const sink = jsonlAudit(join(mkdtempSync(join(tmpdir(), "brain-show-")), "audit.jsonl"));
  const log = createAuditLog({ sink, clock: fakeClock() });
  for (let n = 0; n < 10; n++) {
    await log.record({
      actor: { type: "user", id: n % 2 === 0 ? "maria" : "ana", role: "admin" },
      action: n < 8 ? "reset_state" : "decrypt",
      resource: `pipeline:${n}`,
      outcome: n % 5 === 4 ? "denied" : "allowed",
      at: start + n * MINUTE,
    });
  }
  return sink;
}

test.each<[ShowOptions, number[]]>([
  [{}, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  [{ limit: 3 }, [8, 9, 10]],
  [{ limit: 0 }, []],
  [{ actor: "ana", action: "reset_state" }, [2, 4, 6, 8]],
  [{ outcome: "denied" }, [5, 10]],
  [{ since: "2026-11-24T09:03:00Z", until: "2026-11-24T11:05:00+02:00" }, [4, 5]],
  [{ since: "2026-11-25" }, []],
])("[AD-1] %j shows the events %j, newest last", async (options, seqs) => {
  const { events, unreadable } = await showAudit(await tenEvents(), options);

  expect(events.map(({ seq }) => seq)).toEqual(seqs);
  expect(unreadable).toBe(0);
});

test("lines that are no events any more are counted, and the others shown", async () => {
  const whole = await tenEvents();
  const reader: AuditReader = {
    async *read() {
      for await (const { lines } of whole.read()) {
        yield { lines: lines.with(3, (lines[3] ?? "").replace("ana", "eva")) };
      }
      yield { lines: [], torn: 7 };
    },
  };

  const { events, unreadable } = await showAudit(reader, { limit: 2 });

  expect(events.map(({ seq }) => seq)).toEqual([9, 10]);
  expect(unreadable).toBe(2);
});

test("an instant that is none is refused", async () => {
  await expect(showAudit(await tenEvents(), { since: "yesterday" })).rejects.toMatchObject({
    code: "config_invalid",
  });
});

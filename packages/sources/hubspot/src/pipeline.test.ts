import { from } from "@brain/core";
import { describe, expect, test } from "vitest";
import { contactsPipeline, portal } from "./portal.fixture.ts";

const DAY_MS = 86_400_000;

describe("a pipeline over a portal", () => {
  test("[DL-1] [airbyte#35017] [tap-hubspot#64] runs follow what was changed, made and archived", async () => {
    const { pipeline, emulator, clock, ids, live } = contactsPipeline({ sizes: { contacts: 700 } });
    const statuses = [(await pipeline.run()).status];
    for (let run = 0; run < 3; run++) {
      emulator.change("contacts", { updated: 250, created: 30, archived: 20 });
      await clock.advance(DAY_MS);
      statuses.push((await pipeline.run()).status);
    }

    expect(statuses).toEqual(Array.from({ length: 4 }, () => "succeeded"));
    expect(ids()).toEqual(live());
  });

  test("[DL-8] a record that was changed after its archiving stays: a delete names its time", async () => {
    const { pipeline, destination, source } = contactsPipeline({ sizes: { contacts: 60 } });

    await pipeline.run();

    expect(source.streams.contacts.info.deletes).toEqual(["id", "updatedAt"]);
    expect(destination.rows("contacts")).toHaveLength(60);
  });

  test("[CP-5] an explicit window reads what changed in it, and moves no checkpoint", async () => {
    const { pipeline, emulator, clock, ids, live } = contactsPipeline({ sizes: { contacts: 300 } });
    await pipeline.run();
    await clock.advance(DAY_MS);
    emulator.change("contacts", { updated: 10, archived: 5 });
    await clock.advance(DAY_MS);

    const backfill = await pipeline.run({
      window: { from: "2026-11-25T00:00:00Z", to: "2026-11-26T00:00:00Z" },
    });
    const next = await pipeline.run();

    expect(backfill.streams[0]).toMatchObject({ status: "complete", read: 10 });
    expect(next.streams[0]).toMatchObject({ status: "complete", read: 10 });
    expect(ids()).toEqual(live());
  });

  test("[DL-3] a missing scope fails its own stream, with the scope named, and no other", async () => {
    const { pipeline, source, destination } = portal({
      sizes: { contacts: 40 },
      scopes: ["crm.objects.contacts.read", "crm.objects.owners.read"],
    });

    const report = await pipeline(
      from(source.streams.deals).into("deals"),
      from(source.streams.contacts).into("contacts"),
      from(source.streams.owners).into("owners"),
    ).run();

    expect(report.status).toBe("partial");
    expect(report.streams.map(({ stream, status }) => `${stream} ${status}`)).toEqual([
      "hubspot.deals failed",
      "hubspot.contacts complete",
      "hubspot.owners complete",
    ]);
    expect(report.streams[0]?.error).toMatchObject({
      code: "scope_missing",
      message: expect.stringContaining("crm.objects.deals.read"),
    });
    expect(destination.rows("contacts")).toHaveLength(40);
  });

  test("[DL-3] [pipedream#4209] a used-up day ends incomplete and keeps its place; the next run ends it", async () => {
    const { pipeline, emulator, clock, ids, live } = contactsPipeline({
      sizes: { contacts: 1_500 },
      limits: { daily: 1_000 },
    });
    emulator.spendDaily(990);

    const first = await pipeline.run();
    const loaded = ids().length;
    // In Madrid the day ends at 23:00 UTC.
    await clock.advance(15 * 3_600_000);
    const second = await pipeline.run();

    expect(first.streams[0]).toMatchObject({
      status: "incomplete",
      resumeAt: "2026-11-24T10:00:00.000Z",
    });
    expect(loaded).toBe(900);
    expect(second.status).toBe("succeeded");
    expect(ids()).toEqual(live());
  });

  test("[RT-5] [pipedream#18215] stays within the search allowance: nothing is answered 429", async () => {
    const { pipeline, emulator, clock } = contactsPipeline({ sizes: { contacts: 4_000 } });
    await pipeline.run();
    emulator.change("contacts", { updated: 3_900 });
    await clock.advance(DAY_MS);
    emulator.ledger.reset();

    const report = await pipeline.run();

    expect(report.status).toBe("succeeded");
    expect(emulator.ledger.requests("/crm/objects/{version}/{object}/search")).toBe(20);
    expect(emulator.ledger.byStatus()[429]).toBeUndefined();
  });

  test("[VA-1] a page of a wrong shape fails the stream and loses nothing already loaded", async () => {
    let broken = false;
    const { pipeline, emulator, clock, ids, live } = contactsPipeline({
      sizes: { contacts: 400 },
      intercept: (request) =>
        broken && request.url.endsWith("/search") ? Response.json({ ok: true }) : undefined,
    });
    await pipeline.run();
    broken = true;
    emulator.change("contacts", { updated: 20 });
    await clock.advance(DAY_MS);

    const failed = await pipeline.run();
    broken = false;
    const mended = await pipeline.run();

    expect(failed.streams[0]).toMatchObject({ status: "failed", error: { code: "wrong_shape" } });
    expect(mended.streams[0]).toMatchObject({ status: "complete", read: 20 });
    expect(ids()).toEqual(live());
  });

  test("declared personal data needs a protector, also what could not be typed", async () => {
    const { source } = portal();

    const { pii = {} } = source.streams.contacts.info;

    expect(Object.keys(pii)).toEqual(
      expect.arrayContaining([
        "email",
        "firstname",
        "phone",
        "hs_full_name_or_email",
        "unparsed_values",
      ]),
    );
    expect(Object.keys(source.streams.activities.info.pii ?? {})).toEqual(
      expect.arrayContaining(["hs_note_body", "hs_email_text", "hs_call_to_number"]),
    );
  });
});

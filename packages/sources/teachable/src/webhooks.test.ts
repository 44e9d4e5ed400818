import { expect, test } from "vitest";
import { school } from "./school.fixture.ts";

test("all webhooks are listed, whatever state they are in", async () => {
  const made = school();

  await made.load("webhooks").run();

  expect(made.rows("webhooks").map((row) => row["workflow_state"])).toEqual([
    "verified",
    "failed",
    "pending",
  ]);
});

test("deliveries are read on from the last one, those of the last day once more", async () => {
  const made = school({ school: { webhooks: 2, webhookEvents: 240 } });
  const pipeline = made.load("webhook_events");
  await pipeline.run();
  expect(made.rows("webhook_events")).toHaveLength(480);
  await made.days(1);
  made.emulator.deliver(4);
  await made.clock.advance(120_000);

  const report = await pipeline.run();

  expect(made.rows("webhook_events")).toHaveLength(484);
  expect(report.streams[0]?.read).toBeLessThan(30);
});

test("a webhook that is gone meanwhile has no deliveries, and the run succeeds", async () => {
  const made = school({
    intercept: (url) =>
      url.pathname.endsWith("/2/events")
        ? Response.json({ message: "Webhook not found" }, { status: 404 })
        : undefined,
  });

  const report = await made.load("webhook_events").run();

  expect(report.status).toBe("succeeded");
  expect(new Set(made.rows("webhook_events").map((row) => row["webhook_id"]))).toEqual(
    new Set(["1", "3"]),
  );
});

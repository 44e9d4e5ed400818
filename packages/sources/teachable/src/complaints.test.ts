import type { Stream } from "@brain/core";
import { expect, test } from "vitest";
import { school } from "./school.fixture.ts";

test("[Pipedream#6785] more than users: everything that the school's API lists can be read", async () => {
  const made = school({ school: { courses: 1, users: 12, lectures: 5, transactions: 30 } });

  const streams: Readonly<Record<string, Stream>> = made.source.streams;
  for (const [name, stream] of Object.entries(streams)) {
    let records = 0;
    for await (const page of stream.read()) records += page.records.length;
    expect(records, name).toBeGreaterThan(0);
  }

  const endpoints = new Set(made.emulator.ledger.entries.map(({ endpoint }) => endpoint));
  expect(endpoints.size).toBe(15);
});

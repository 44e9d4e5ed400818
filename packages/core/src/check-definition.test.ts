import { expect, test } from "vitest";
import { z } from "zod";
import { defineConnector } from "./define-connector.ts";

test("[CP-4] a cursor that is personal data is refused when the connector is called, before any request", () => {
  const connector = defineConnector({
    name: "people",
    version: "1.0.0",
    config: z.object({}),
    connect: () => 0,
    check: async () => undefined,
    streams: {
      people: {
        schema: z.object({ id: z.string(), email: z.string() }),
        primaryKey: ["id"],
        cursor: { field: "email", order: "ascending" },
        pii: { email: "email" },
        async *read() {
          yield { records: [] };
        },
      },
    },
  });

  expect(() => connector({})).toThrow(
    expect.objectContaining({
      code: "config_invalid",
      message: expect.stringContaining('the cursor "email" is personal data'),
    }),
  );
});

test("[EN-4] a personal field that the schema does not have is refused when the connector is called", () => {
  const declared = (pii: Readonly<Record<string, "email" | "phone">>) =>
    defineConnector({
      name: "people",
      version: "1.0.0",
      config: z.object({}),
      connect: () => 0,
      check: async () => undefined,
      streams: {
        people: {
          schema: z.object({ id: z.string(), email: z.string() }),
          primaryKey: ["id"],
          pii,
          async *read() {
            yield { records: [] };
          },
        },
      },
    });

  expect(declared({ email: "email" })({}).streams).toHaveProperty("people");
  expect(() => declared({ email: "email", mobile: "phone" })({})).toThrow(
    expect.objectContaining({
      code: "config_invalid",
      message: expect.stringContaining('pii names "mobile", which the schema does not have'),
    }),
  );
});

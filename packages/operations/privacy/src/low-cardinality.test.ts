import { definePipeline, from } from "@brain/core";
import { memoryDestination, sampleStream } from "@brain/testkit";
import { expect, test } from "vitest";
import { z } from "zod";
import { setup } from "./privacy.fixture.ts";

const schema = z.object({
  id: z.string(),
  email: z.string().nullable(),
  code: z.union([z.string(), z.number()]),
  stage: z.enum(["lead", "customer"]),
  plan: z.enum(["free", "paid"]).nullable(),
  country: z.literal("CH"),
  member: z.boolean(),
  asked: z.boolean().nullable().optional(),
  answer: z.union([z.literal("yes"), z.boolean(), z.null()]),
  rest: z.unknown(),
});

const people = sampleStream({ name: "people", info: { schema, primaryKey: ["id"] } });

async function problemsWith(of: "pseudonymise" | "hash", field: string): Promise<string[]> {
  const { privacy } = setup();
  const pipeline = definePipeline({
    name: "p",
    destination: memoryDestination(),
    // As JavaScript would call it: the types refuse these fields too.
    flows: [
      from(people)
        .protect(privacy[of](field as "email"))
        .into("people"),
    ],
  });
  return (await pipeline.plan()).problems.map(({ message }) => message);
}

for (const protector of ["pseudonymise", "hash"] as const) {
  test.each(["stage", "plan", "country", "member", "asked", "answer"])(
    `[EN-6] ${protector} of a field of few values is refused before a run: %s`,
    async (field) => {
      expect(await problemsWith(protector, field)).toEqual([
        `The protector ${protector} cannot stand in the flow people: the schema lists the values of ${field}, which their frequency tells apart.`,
      ]);
    },
  );

  test.each(["email", "code", "rest", "unknown", "constructor"])(
    `[EN-6] ${protector} of a field of any values is taken: %s`,
    async (field) => {
      expect(await problemsWith(protector, field)).toEqual([]);
    },
  );
}

// One field of each record by `encrypt`, page after page as a pipeline calls it.
import { randomBytes } from "node:crypto";
import { memoryState } from "@brain/core";
import { createPrivacy, functionKey, keyring } from "@brain/privacy";
import { job } from "../job.ts";

interface Person {
  readonly email: string;
}

const PAGE = 100;
const scope = { source: "bench", stream: "people" };

await job(async ({ number }) => {
  const kek = randomBytes(32);
  const provider = functionKey(() => kek);
  const { encrypt } = createPrivacy({
    keyring: keyring({ store: memoryState().values, provider }),
  });
  const protector = encrypt<Person, "email">("email");
  let records = 0;
  while (records < number("fields")) {
    const page = Array.from({ length: PAGE }, (_, index) => ({
      email: `person.${String(records + index).padStart(9, "0")}@example.com`,
    }));
    records += (await protector.apply(page, scope)).length;
  }
  return { records };
});

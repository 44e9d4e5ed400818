// The same values as Fernet tokens by the npm package, which is written in JavaScript throughout.
import { randomBytes } from "node:crypto";
// @ts-expect-error it has no types
import fernetPackage from "fernet";
import { job } from "../job.ts";

/** What we use of it. */
interface Peer {
  readonly Secret: new (key: string) => object;
  readonly Token: new (options: { readonly secret: object }) => { encode(text: string): string };
}
const { Secret, Token } = fernetPackage as Peer;

await job(async ({ number }) => {
  const secret = new Secret(randomBytes(32).toString("base64url"));
  let records = 0;
  while (records < number("fields")) {
    const email = `person.${String(records).padStart(9, "0")}@example.com`;
    if (new Token({ secret }).encode(email) !== "") records += 1;
  }
  return { records };
});

import { from, type Protector, type Stream } from "@brain/core";
import type { Privacy } from "./create-privacy.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Out<P> = P extends Protector<infer _T, infer O> ? O : never;

interface Contact {
  readonly id: string;
  readonly email: string | null;
  readonly age?: number;
  readonly birthday: string | null;
  readonly member: boolean;
  readonly stage: "lead" | "customer" | null;
}

declare const privacy: Privacy;
declare const contacts: Stream<Contact>;

const encrypted = privacy.encrypt<Contact, "email" | "age">("email", "age");
void (true satisfies Equal<Out<typeof encrypted>["email"], string | null>);
void (true satisfies Equal<Out<typeof encrypted>["age"], string | undefined>);
void (true satisfies Equal<Out<typeof encrypted>["member"], boolean>);

// In a flow the fields are the stream's, and what follows sees them replaced.
from(contacts)
  .protect(privacy.encrypt("age"))
  .protect(privacy.pseudonymise("id"))
  .protect(privacy.generalise({ birthday: "year" }))
  .filter((contact) => contact.age?.startsWith("enc:") ?? true);
// @ts-expect-error no field of the stream
from(contacts).protect(privacy.encrypt("e-mail"));
// @ts-expect-error [EN-6] an enum: how often each index comes gives it away
from(contacts).protect(privacy.pseudonymise("stage"));
// @ts-expect-error [EN-6] a boolean
from(contacts).protect(privacy.hash("member"));
// @ts-expect-error no text
from(contacts).protect(privacy.generalise({ age: "year" }));
// @ts-expect-error no such level
from(contacts).protect(privacy.generalise({ birthday: "week" }));

declare const rows: { readonly id: string; readonly age?: string }[];
const opened = await privacy.decrypt(rows, { stream: contacts, fields: ["age"] });
void (true satisfies Equal<(typeof opened)[number]["age"], number | undefined>);
// @ts-expect-error the rows have no such field
void privacy.decrypt(rows, { stream: contacts, fields: ["email"] });

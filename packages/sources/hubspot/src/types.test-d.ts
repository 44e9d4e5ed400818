import { from, maskDeclared, rules, type RecordOf, type RuleSet } from "@brain/core";
import { hubspot } from "./hubspot.ts";
import { hubspotRules } from "./rules.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

const { streams } = hubspot({ accessToken: "pat", properties: { contacts: ["email"] } });
hubspot({ clientId: "c", clientSecret: "s", refreshToken: "r", apiVersion: "v3" });

void (true satisfies Equal<RecordOf<typeof streams.contacts>["email"], string | null>);
void (true satisfies Equal<RecordOf<typeof streams.deals>["amount"], number | null>);
void (true satisfies Equal<RecordOf<typeof streams.companies>["is_public"], boolean | null>);
void (true satisfies Equal<RecordOf<typeof streams.associations>["type_id"], number>);
void (true satisfies Equal<
  RecordOf<typeof streams.activities>["activity_type"],
  "calls" | "emails" | "meetings" | "notes" | "tasks" | "communications" | "postal_mail"
>);
// A custom property is known to the account only.
void (true satisfies Equal<RecordOf<typeof streams.contacts>["favourite_colour"], unknown>);

const more = hubspot({
  accessToken: "pat",
  customObjects: { pets: { properties: ["pet_name", "weight_kg"] }, cars: { object: "2-1" } },
  propertyHistory: { deals: ["dealstage"], pets: ["weight_kg"] },
}).streams;
void (true satisfies Equal<
  RecordOf<typeof more.pets>["weight_kg"],
  string | number | boolean | null
>);
void (true satisfies Equal<RecordOf<typeof more.pets>["id"], string>);
// Without names its properties are known to the account only.
void (true satisfies Equal<RecordOf<typeof more.cars>["colour"], unknown>);
void (true satisfies Equal<RecordOf<typeof more.deals_property_history>["value"], string | null>);
void more.pets_property_history;
void (true satisfies Equal<RecordOf<typeof more.contacts>["email"], string | null>);
// @ts-expect-error not a field of the custom object's type
void more.pets.read({ fields: ["colour"] });
// @ts-expect-error no history that the config does not name
void more.contacts_property_history;
// @ts-expect-error no custom object that the config does not name
void streams.pets;

from(streams.contacts)
  .protect(maskDeclared(streams.contacts))
  .into("contacts", { key: ["id"] });
void streams.line_items.read({ fields: ["quantity", "price"] });

// @ts-expect-error a number is not a string
void (true satisfies Equal<RecordOf<typeof streams.deals>["amount"], string>);
// @ts-expect-error no such object: calls, emails and so on are read one by one, or as `activities`
void streams.engagements;
// @ts-expect-error not a declared field
void streams.contacts.read({ fields: ["emial"] });
// @ts-expect-error an object that HubSpot does not have under this name
hubspot({ accessToken: "pat", properties: { contact: ["email"] } });
// @ts-expect-error API keys are gone
hubspot({ apiKey: "hapikey" });

// Its rules fit its streams, which stay streams: personal data can still be protected behind them.
from(streams.contacts)
  .validate(rules(hubspotRules.contacts))
  .protect(maskDeclared(streams.contacts))
  .into("contacts");
// @ts-expect-error no such field
from(streams.contacts).validate(rules({ required: ["e_mail"] }));
// @ts-expect-error no such field
void ({ required: ["e_mail"] } satisfies RuleSet<RecordOf<typeof streams.contacts>>);

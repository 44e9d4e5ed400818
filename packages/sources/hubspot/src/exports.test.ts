import { expect, test } from "vitest";
import * as hubspotNames from "./index.ts";

test("exports these names and no other", () => {
  expect(Object.keys(hubspotNames).toSorted()).toEqual([
    "callSchema",
    "communicationSchema",
    "companySchema",
    "contactSchema",
    "dealSchema",
    "emailSchema",
    "hubspot",
    "hubspotConfigSchema",
    "lineItemSchema",
    "meetingSchema",
    "noteSchema",
    "postalMailSchema",
    "productSchema",
    "taskSchema",
    "ticketSchema",
  ]);
});

import { expect, test } from "vitest";
import * as hubspotNames from "./index.ts";

test("exports these names and no other", () => {
  expect(Object.keys(hubspotNames).toSorted()).toEqual([
    "activitySchema",
    "associationSchema",
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
    "ownerSchema",
    "pipelineSchema",
    "pipelineStageSchema",
    "postalMailSchema",
    "productSchema",
    "propertySchema",
    "taskSchema",
    "ticketSchema",
  ]);
});

import { expect, test } from "vitest";
import * as hubspotPackage from "./index.ts";

test("exports these names and no others", () => {
  expect(Object.keys(hubspotPackage).toSorted()).toEqual([
    "activitySchema",
    "associationSchema",
    "callSchema",
    "communicationSchema",
    "companySchema",
    "contactSchema",
    "customObjectSchema",
    "customRecordSchema",
    "dealSchema",
    "emailSchema",
    "hubspot",
    "hubspotConfigSchema",
    "hubspotRules",
    "lineItemSchema",
    "meetingSchema",
    "noteSchema",
    "ownerSchema",
    "pipelineSchema",
    "pipelineStageSchema",
    "postalMailSchema",
    "productSchema",
    "propertySchema",
    "propertyVersionSchema",
    "taskSchema",
    "ticketSchema",
  ]);
});

test("offers these streams, by these names", () => {
  const { streams } = hubspotPackage.hubspot({ accessToken: "pat" });

  expect(Object.keys(streams)).toEqual([
    "contacts",
    "companies",
    "deals",
    "tickets",
    "products",
    "line_items",
    "owners",
    "pipelines",
    "pipeline_stages",
    "properties",
    "associations",
    "calls",
    "emails",
    "meetings",
    "notes",
    "tasks",
    "communications",
    "postal_mail",
    "activities",
    "custom_objects",
  ]);
});

import { customObjects } from "./streams/custom-objects.ts";
import { activities } from "./streams/activities.ts";
import { associations } from "./streams/associations.ts";
import { calls } from "./streams/calls.ts";
import { communications } from "./streams/communications.ts";
import { companies } from "./streams/companies.ts";
import { contacts } from "./streams/contacts.ts";
import { deals } from "./streams/deals.ts";
import { emails } from "./streams/emails.ts";
import { lineItems } from "./streams/line-items.ts";
import { meetings } from "./streams/meetings.ts";
import { notes } from "./streams/notes.ts";
import { owners } from "./streams/owners.ts";
import { pipelineStages } from "./streams/pipeline-stages.ts";
import { pipelines } from "./streams/pipelines.ts";
import { postalMail } from "./streams/postal-mail.ts";
import { products } from "./streams/products.ts";
import { properties } from "./streams/properties.ts";
import { tasks } from "./streams/tasks.ts";
import { tickets } from "./streams/tickets.ts";

/** The streams that need no word in the config. */
export const ownStreams = {
  contacts,
  companies,
  deals,
  tickets,
  products,
  line_items: lineItems,
  owners,
  pipelines,
  pipeline_stages: pipelineStages,
  properties,
  associations,
  calls,
  emails,
  meetings,
  notes,
  tasks,
  communications,
  postal_mail: postalMail,
  activities,
  custom_objects: customObjects,
};

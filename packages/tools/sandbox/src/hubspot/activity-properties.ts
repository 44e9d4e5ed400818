import { hash, pick } from "../random.ts";
import type { ObjectName } from "./objects.ts";
import { iso } from "./iso.ts";
import { bool, choice, instant, number, phone, phrase, text } from "./property-kinds.ts";
import type { Property } from "./property-kinds.ts";
import type { Facts } from "./records.ts";
import { sentences, subjects } from "./words.ts";

const HOUR_MS = 3_600_000;

const common: readonly Property[] = [
  instant("hs_timestamp", ({ createdAt }) => iso(createdAt - (createdAt % 60_000))),
  phrase("hs_body_preview", sentences, 0.8),
  choice("hs_activity_type", ["Discovery", "Follow-up"], 0.3),
];

const longText = (name: string): Property =>
  text(name, ({ seed, slot }) => {
    const hashed = hash(seed, slot, 41);
    return `<p>${pick(sentences, hashed)}</p>\n<p>${pick(sentences, hashed >>> 5)}</p>`;
  });

const sender = ({ seed, slot }: Facts): string =>
  `sender.${hash(seed, slot, 42) % 500}@example.${slot % 2 === 0 ? "com" : "org"}`;

/** Properties of each activity object, without those that every object has. */
export const activityProperties: Readonly<Partial<Record<ObjectName, readonly Property[]>>> = {
  calls: [
    ...common,
    phrase("hs_call_title", subjects, 1),
    longText("hs_call_body"),
    choice("hs_call_direction", ["INBOUND", "OUTBOUND"], 1),
    choice("hs_call_disposition", ["connected-0001", "no-answer-0002", "busy-0003"]),
    number("hs_call_duration", [1000, 3_600_000]),
    choice("hs_call_status", ["COMPLETED", "NO_ANSWER", "FAILED"], 1),
    phone("hs_call_from_number", 0.9),
    phone("hs_call_to_number", 0.9),
    text("hs_call_recording_url", ({ id, slot }) =>
      slot % 4 === 0 ? `https://recordings.example.com/${id}` : null,
    ),
  ],
  emails: [
    ...common,
    phrase("hs_email_subject", subjects, 1),
    longText("hs_email_html"),
    phrase("hs_email_text", sentences, 1),
    choice("hs_email_direction", ["EMAIL", "INCOMING_EMAIL", "FORWARDED_EMAIL"], 1),
    choice("hs_email_status", ["BOUNCED", "FAILED", "SCHEDULED", "SENDING", "SENT"], 1),
    text("hs_email_from_email", sender),
    text("hs_email_headers", (facts) =>
      JSON.stringify({ from: { email: sender(facts) }, to: [{ email: "team@example.com" }] }),
    ),
  ],
  meetings: [
    ...common,
    phrase("hs_meeting_title", subjects, 1),
    longText("hs_meeting_body"),
    instant("hs_meeting_start_time", ({ createdAt }) => iso(createdAt + HOUR_MS)),
    instant("hs_meeting_end_time", ({ createdAt }) => iso(createdAt + 2 * HOUR_MS)),
    choice("hs_meeting_outcome", ["SCHEDULED", "COMPLETED", "NO_SHOW", "CANCELED"]),
    phrase("hs_internal_meeting_notes", sentences, 0.5),
    text("hs_meeting_external_url", ({ id }) => `https://meet.example.com/${id}`),
  ],
  notes: [
    ...common,
    longText("hs_note_body"),
    text("hs_attachment_ids", ({ slot }) =>
      slot % 6 === 1 ? `${8000 + slot};${9000 + slot}` : null,
    ),
  ],
  tasks: [
    ...common,
    phrase("hs_task_subject", subjects, 1),
    longText("hs_task_body"),
    choice("hs_task_status", ["NOT_STARTED", "IN_PROGRESS", "COMPLETED", "WAITING"], 1),
    choice("hs_task_priority", ["LOW", "MEDIUM", "HIGH"]),
    choice("hs_task_type", ["EMAIL", "CALL", "TODO"], 1),
    bool("hs_task_is_overdue"),
  ],
  communications: [
    ...common,
    choice("hs_communication_channel_type", ["SMS", "WHATS_APP", "LINKEDIN_MESSAGE"], 1),
    choice("hs_communication_logged_from", ["CRM"], 1),
    longText("hs_communication_body"),
  ],
  postal_mail: [...common, longText("hs_postal_mail_body")],
};

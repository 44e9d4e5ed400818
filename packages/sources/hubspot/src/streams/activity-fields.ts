import { baseFields } from "../record-plan.ts";
import { instant, number, optionalText, text } from "../values.ts";

/** What every activity has. */
export const activityFields = {
  ...baseFields,
  hs_object_id: text,
  hs_createdate: instant,
  hs_lastmodifieddate: instant,
  /** When it happened; of a task, when it is due. */
  hs_timestamp: instant,
  /** The `id` of an owner. */
  hubspot_owner_id: text,
  /** The beginning of the text, without markup. */
  hs_body_preview: text,
  hs_body_preview_html: optionalText,
} as const;

/** What people wrote, and who they are, in every activity. */
export const activityPii = {
  hs_body_preview: "free-text",
  hs_body_preview_html: "free-text",
  unparsed_values: "free-text",
} as const;

export const callFields = {
  hs_call_title: text,
  hs_call_body: text,
  hs_call_direction: text,
  hs_call_disposition: text,
  /** Milliseconds. */
  hs_call_duration: number,
  hs_call_status: text,
  hs_call_from_number: text,
  hs_call_to_number: text,
  hs_call_recording_url: text,
  hs_call_transcript: optionalText,
} as const;

export const callPii = {
  hs_call_title: "free-text",
  hs_call_body: "free-text",
  hs_call_from_number: "phone",
  hs_call_to_number: "phone",
  hs_call_recording_url: "free-text",
  hs_call_transcript: "free-text",
} as const;

export const emailFields = {
  hs_email_subject: text,
  hs_email_text: text,
  hs_email_html: text,
  hs_email_direction: text,
  hs_email_status: text,
  /** JSON: sender and recipients. */
  hs_email_headers: text,
  hs_email_from_email: text,
  hs_email_from_firstname: optionalText,
  hs_email_from_lastname: optionalText,
  hs_email_from_raw: optionalText,
  hs_email_sender_email: optionalText,
  hs_email_sender_firstname: optionalText,
  hs_email_sender_lastname: optionalText,
  hs_email_sender_raw: optionalText,
  hs_email_to_email: optionalText,
  hs_email_to_firstname: optionalText,
  hs_email_to_lastname: optionalText,
  hs_email_to_raw: optionalText,
  hs_email_cc_email: optionalText,
  hs_email_cc_firstname: optionalText,
  hs_email_cc_lastname: optionalText,
  hs_email_cc_raw: optionalText,
  hs_email_bcc_email: optionalText,
  hs_email_bcc_firstname: optionalText,
  hs_email_bcc_lastname: optionalText,
  hs_email_bcc_raw: optionalText,
} as const;

export const emailPii = {
  hs_email_subject: "free-text",
  hs_email_text: "free-text",
  hs_email_html: "free-text",
  hs_email_headers: "free-text",
  hs_email_from_email: "email",
  hs_email_from_firstname: "name",
  hs_email_from_lastname: "name",
  hs_email_from_raw: "email",
  hs_email_sender_email: "email",
  hs_email_sender_firstname: "name",
  hs_email_sender_lastname: "name",
  hs_email_sender_raw: "email",
  hs_email_to_email: "email",
  hs_email_to_firstname: "name",
  hs_email_to_lastname: "name",
  hs_email_to_raw: "email",
  hs_email_cc_email: "email",
  hs_email_cc_firstname: "name",
  hs_email_cc_lastname: "name",
  hs_email_cc_raw: "email",
  hs_email_bcc_email: "email",
  hs_email_bcc_firstname: "name",
  hs_email_bcc_lastname: "name",
  hs_email_bcc_raw: "email",
} as const;

export const meetingFields = {
  hs_meeting_title: text,
  hs_meeting_body: text,
  hs_meeting_start_time: instant,
  hs_meeting_end_time: instant,
  hs_meeting_outcome: text,
  hs_internal_meeting_notes: text,
  hs_meeting_external_url: text,
  hs_meeting_location: optionalText,
} as const;

export const meetingPii = {
  hs_meeting_title: "free-text",
  hs_meeting_body: "free-text",
  hs_internal_meeting_notes: "free-text",
  hs_meeting_external_url: "free-text",
  hs_meeting_location: "address",
} as const;

export const noteFields = {
  hs_note_body: text,
  /** Ids of files, joined by `;`. */
  hs_attachment_ids: text,
} as const;

export const notePii = { hs_note_body: "free-text" } as const;

export const taskFields = {
  hs_task_subject: text,
  hs_task_body: text,
  hs_task_status: text,
  hs_task_priority: text,
  hs_task_type: text,
} as const;

export const taskPii = { hs_task_subject: "free-text", hs_task_body: "free-text" } as const;

export const communicationFields = {
  /** `SMS`, `WHATS_APP` or `LINKEDIN_MESSAGE`. */
  hs_communication_channel_type: text,
  hs_communication_logged_from: text,
  hs_communication_body: text,
} as const;

export const communicationPii = { hs_communication_body: "free-text" } as const;

export const postalMailFields = { hs_postal_mail_body: text } as const;

export const postalMailPii = { hs_postal_mail_body: "free-text" } as const;

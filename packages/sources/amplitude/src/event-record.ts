import { z } from "zod";

const text = z.string().nullish();
const map = z.record(z.string(), z.unknown()).nullish();
const flag = z.boolean().nullish();
const instant = z.iso.datetime().nullish();

/** An event as Amplitude exports it: its names, its maps as they are, instants in UTC, ids as text. */
export const eventSchema = z.looseObject({
  /** Amplitude's own id of the event. `$insert_id` is the sender's, and only good for Amplitude to find duplicates. */
  uuid: z.string(),
  event_type: z.string(),
  /** When it happened, by Amplitude's correction of the device's clock. */
  event_time: instant,
  /** When it came: the hour in which it is exported, however old the event is. */
  server_upload_time: z.iso.datetime(),
  server_received_time: instant,
  processed_time: instant,
  /** By the device's clock; what an SDK leaves empty stays so. */
  client_event_time: text,
  client_upload_time: text,
  user_creation_time: text,
  amplitude_id: text,
  user_id: text,
  device_id: text,
  event_id: text,
  /** Epoch milliseconds of its beginning as text, `-1` for none. */
  session_id: text,
  /** The project. */
  app: text,
  $insert_id: text,
  event_properties: map,
  user_properties: map,
  group_properties: map,
  groups: map,
  data: map,
  plan: map,
  platform: text,
  os_name: text,
  os_version: text,
  device_type: text,
  device_family: text,
  device_brand: text,
  device_manufacturer: text,
  device_model: text,
  device_carrier: text,
  version_name: text,
  start_version: text,
  library: text,
  language: text,
  country: text,
  region: text,
  city: text,
  dma: text,
  ip_address: text,
  location_lat: z.number().nullish(),
  location_lng: z.number().nullish(),
  idfa: text,
  adid: text,
  paying: z.unknown().optional(),
  is_attribution_event: flag,
  data_type: text,
});

/** A record of the stream `events`. */
export type Event = z.infer<typeof eventSchema>;

/** What of an event says who a person is; own properties are the sender's. */
export const personalFields = {
  ip_address: "ip",
  user_id: "id",
  device_id: "id",
  idfa: "id",
  adid: "id",
  location_lat: "address",
  location_lng: "address",
} as const;

const ids = ["amplitude_id", "event_id", "session_id", "app", "user_id", "device_id"] as const;
const times = [
  "event_time",
  "server_upload_time",
  "server_received_time",
  "processed_time",
  "client_event_time",
  "client_upload_time",
  "user_creation_time",
] as const;

/** Changes a parsed event in place: it is ours alone, and a copy of every event would cost as much as parsing it. */
export function toEvent(raw: Record<string, unknown>): Record<string, unknown> {
  for (const name of ids) {
    if (typeof raw[name] === "number") raw[name] = String(raw[name]);
  }
  for (const name of times) {
    const value = raw[name];
    if (typeof value === "string") raw[name] = toInstant(value);
  }
  return raw;
}

const LENGTH_OF_SECONDS = "YYYY-MM-DD HH:mm:ss".length;

/** `2026-11-24 10:00:00.013000`, which is UTC, as RFC 3339; whatever else it is stays as it is. */
export function toInstant(time: string): string {
  if (time.length < LENGTH_OF_SECONDS || time[10] !== " " || /[^\d.]/.test(time.slice(17))) {
    return time;
  }
  return `${time.slice(0, 10)}T${time.slice(11)}Z`;
}

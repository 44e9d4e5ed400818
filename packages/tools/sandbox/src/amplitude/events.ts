import { fraction, hash, pick, uuid } from "../random.ts";
import { HOUR_MS, type AmplitudeProject } from "./project.ts";

/** An event as the export writes it. */
export type SandboxAmplitudeEvent = Readonly<Record<string, unknown>> & {
  readonly uuid: string;
  readonly event_type: string;
  readonly server_upload_time: string;
};

export const eventTypes = ["Sign Up", "View Page", "Add to Cart", "Purchase", "Log In"] as const;
const countries = ["United States", "Germany", "India", "Brazil"] as const;
const platforms = ["Web", "iOS", "Android"] as const;
const titles = ["Home", "Preise\u2028und mehr", "Über uns", ""] as const;
/** One event in so many was on a device without network for up to three days. */
const LATE = 31;
const DAY_MS = 86_400_000;

/** The events of a project: computed from hour and number, so that any size costs no memory. */
export interface Events {
  /** Those uploaded in this hour since 1970 that can be exported by now. */
  of(hour: number): Generator<SandboxAmplitudeEvent>;
  /** So many more events of an hour can be exported from now on. */
  arriveLate(hour: number, count: number): void;
}

export function createEvents(project: AmplitudeProject, seed: number, now: () => number): Events {
  const { app, eventsPerHour, firstDay, users } = project;
  const first = Date.parse(firstDay) / HOUR_MS;
  const late = new Map<number, number>();

  const make = (hour: number, number: number): SandboxAmplitudeEvent => {
    const hashed = hash(seed, hour, number);
    const event_type = pick(eventTypes, hash(seed, hour, number + 1_000_003));
    const uploadedAt = (hour + Math.min(number / eventsPerHour, 0.999)) * HOUR_MS;
    const lagMs = number % LATE === 5 ? fraction(hash(seed, hashed, 9)) * 3 * DAY_MS : 2_000;
    const user = hash(seed, hashed, 7) % users;
    return {
      $insert_id: `${hour.toString(36)}-${number.toString(36)}`,
      $insert_key: null,
      $schema: null,
      adid: null,
      amplitude_attribution_ids: null,
      amplitude_event_type: null,
      amplitude_id: 550_106_000_000 + user,
      app,
      city: "Nowhere",
      client_event_time: vendorTime(uploadedAt - lagMs),
      client_upload_time: vendorTime(uploadedAt - 500),
      country: pick(countries, user),
      data: { path: "/2/httpapi", user_properties_updated: true, group_first_event: {} },
      data_type: "event",
      device_brand: null,
      device_carrier: null,
      device_family: "Chrome",
      device_id: `device-${user}`,
      device_manufacturer: null,
      device_model: null,
      device_type: "Windows",
      dma: null,
      event_id: number + 1,
      event_properties: {
        title: pick(titles, hashed),
        ...(event_type === "Purchase" ? { amount: (hashed % 10_000) / 100, items: ["Book"] } : {}),
      },
      event_time: vendorTime(uploadedAt - lagMs),
      event_type,
      global_user_properties: null,
      group_properties: {},
      groups: {},
      idfa: null,
      ip_address: `192.0.2.${user % 256}`,
      is_attribution_event: false,
      language: "English",
      library: "amplitude-ts/2.0.0",
      location_lat: null,
      location_lng: null,
      os_name: "Chrome",
      os_version: "140",
      partner_id: null,
      paying: null,
      plan: {},
      platform: pick(platforms, user),
      processed_time: vendorTime(uploadedAt + 900),
      region: null,
      sample_rate: null,
      server_received_time: vendorTime(uploadedAt - 100),
      server_upload_time: vendorTime(uploadedAt),
      session_id: number % 4 === 0 ? -1 : Math.floor(uploadedAt - lagMs),
      source_id: null,
      start_version: null,
      user_creation_time: vendorTime(first * HOUR_MS + user * 1_000),
      user_id: user % 5 === 0 ? null : `user-${user}`,
      // Spelt alike but for the case, and both there.
      user_properties: { City: "London", city: "test", plan: pick(["free", "team"], user) },
      uuid: idOf(hour, number),
      version_name: null,
    };
  };

  return {
    *of(hour) {
      if (hour < first || (hour + 1 + READY_HOURS) * HOUR_MS > now()) return;
      const count = eventsPerHour + (late.get(hour) ?? 0);
      for (let number = 0; number < count; number += 1) yield make(hour, number);
    },
    arriveLate(hour, count) {
      late.set(hour, (late.get(hour) ?? 0) + count);
    },
  };
}

/** Of its own for every event: a hash of 32 bits would meet itself within a hundred thousand. */
function idOf(hour: number, number: number): string {
  const counted = `${hour.toString(16).padStart(6, "0")}${number.toString(16).padStart(6, "0")}`;
  return `${uuid(hour).slice(0, 24)}${counted}`;
}

/** An hour can be exported so many hours after it is over. */
const READY_HOURS = 2;

/** UTC without saying so, in microseconds. */
function vendorTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 23).replace("T", " ")}000`;
}

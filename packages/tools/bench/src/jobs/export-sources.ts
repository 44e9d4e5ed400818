import { amplitude } from "@brain/amplitude";
import { mixpanel } from "@brain/mixpanel";

const SINCE = { startDate: "2026-01-05", http: { allowPrivateNetwork: true } };
/** Where the vendors of exports have their events: one request for all of them. */
export const WINDOW = { from: "2026-01-05T08:00:00Z", to: "2026-01-05T09:00:00Z" };

/** Mixpanel's raw events, asked for at this address. */
export function mixpanelEvents(url: string) {
  const account = { projectId: "2529987", username: "bench", secret: "bench" };
  return mixpanel({ ...account, ...SINCE, baseUrl: url }).streams.export;
}

/** Amplitude's events, asked for at this address. */
export function amplitudeEvents(url: string) {
  return amplitude({ apiKey: "bench", secretKey: "bench", ...SINCE, baseUrl: url }).streams.events;
}

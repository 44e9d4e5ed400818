/** Amplitude as a Brain source. @packageDocumentation */
export { amplitude } from "./amplitude.ts";
export { amplitudeConfigSchema, type AmplitudeConfig } from "./config.ts";
export { eventSchema, type Event } from "./event-record.ts";

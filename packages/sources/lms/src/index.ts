/** Any learning platform with a REST API as a Brain source. @packageDocumentation */
export { lms } from "./lms.ts";
export { lmsConfigSchema } from "./config.ts";
export type { FieldOptions, FieldType } from "./field-options.ts";
export { lmsRules } from "./rules.ts";
export type { StreamOptions } from "./stream-options.ts";
export type { PresetName } from "./presets/presets.ts";
export type { Lms, LmsConfig, LmsRecordOf, LmsStreams, StreamsOptions } from "./types.ts";

import { canvas } from "./canvas.ts";
import { defaultPreset } from "./default.ts";
import { moodle } from "./moodle.ts";
import { openedx } from "./openedx.ts";
import { xapi } from "./xapi.ts";

/** Platforms described beforehand, by name; `none` has no streams, and every one is the config's own. */
export const presets = {
  default: defaultPreset,
  moodle,
  canvas,
  openedx,
  xapi,
  none: { auth: { type: "bearer" }, streams: {} },
} as const;

/** A platform that is described beforehand, or `none`. */
export type PresetName = keyof typeof presets;

/** The names, as a config has them. */
export const presetNames = Object.keys(presets) as [PresetName, ...PresetName[]]; // the keys of an object that is never empty

import type { Preset } from "./preset.ts";

/** The plain API of an LMS of one's own: five lists below the base address, a Bearer key, paging as the answers show it. */
export const defaultPreset = {
  auth: { type: "bearer" },
  streams: {
    users: { path: "users" },
    courses: { path: "courses" },
    enrollments: { path: "enrollments" },
    assessments: { path: "assessments" },
    analytics: { path: "analytics", single: true },
  },
} as const satisfies Preset;

import { ABOUT, type Files } from "../play-all.ts";
import { playFixture, type Play } from "./play-fixture.ts";
import { playHosts, playTimes, playWindows } from "./play-rules.ts";
import { withShape } from "./play-shape.ts";

const fixtures = "amplitude/fixtures";
const EVENTS = { uuid: "VARCHAR", server_upload_time: "TIMESTAMP", amplitude_id: "VARCHAR" };

/** Of a day with a number for each segment, a row for each. */
const segments: Play["toRows"] = ({ date, statistics }) =>
  Object.entries(Object(statistics)).map(([segment, users]) => ({ date, segment, users }));
const active = (from: string, to: string, more: Partial<Play> = {}): Play => ({
  stream: "active_users",
  types: { date: "DATE", segment: "VARCHAR", users: "DOUBLE" },
  window: { from, to },
  toRows: segments,
  ...more,
});

export const amplitudeFiles: Files = {
  "amplitude/README.md": ABOUT,
  [`${fixtures}/active-users-matrix.json`]: {
    proves: "a matrix becomes one row for each day and segment",
    play: playFixture(active("2021-01-01", "2021-01-03")),
  },
  [`${fixtures}/annotations-v3-recorded.json`]: {
    proves: "the third version's annotations, their category beside them",
    play: withShape(
      playFixture({
        stream: "annotations",
        types: { id: "VARCHAR", start: "TIMESTAMP", category_id: "VARCHAR" },
        toRows: ({ id, start, category }) => [
          {
            id: String(id),
            start,
            category_id: String(Reflect.get(Object(category), "id")),
            category_name: Reflect.get(Object(category), "category"),
          },
        ],
      }),
    ),
  },
  [`${fixtures}/average-session-length.json`]: {
    proves: "one row a day, in seconds",
    play: playFixture({
      stream: "average_session_length",
      types: { date: "DATE", length: "DOUBLE" },
      window: { from: "2019-05-23", to: "2019-05-25" },
    }),
  },
  [`${fixtures}/cohorts-recorded.json`]: {
    proves: "built-in cohorts, seconds as instants, newer fields kept",
    play: withShape(
      playFixture({
        stream: "cohorts",
        types: { id: "VARCHAR", lastMod: "TIMESTAMP", size: "BIGINT" },
        toRows: ({ lastMod, ...record }) => [
          { ...record, lastMod: new Date(Number(lastMod) * 1_000).toISOString() },
        ],
      }),
    ),
  },
  [`${fixtures}/dashboard-504-retried.json`]: {
    proves: "a chart's 504 is tried again, and not split",
    play: playFixture(active("2021-01-01", "2021-01-02")),
  },
  [`${fixtures}/datetime-normalisation.json`]: {
    proves: "times without a zone are UTC, to the microsecond",
    play: playTimes,
  },
  [`${fixtures}/event-properties-recorded.json`]: {
    proves: "the taxonomy's properties of events",
    play: withShape(
      playFixture({
        stream: "event_properties",
        types: { event_property: "VARCHAR", event_type: "VARCHAR", is_required: "BOOLEAN" },
      }),
    ),
  },
  [`${fixtures}/event-types-recorded.json`]: {
    proves: "the taxonomy's events",
    play: withShape(
      playFixture({
        stream: "event_types",
        types: { event_type: "VARCHAR", is_active: "BOOLEAN" },
      }),
    ),
  },
  [`${fixtures}/export-two-hours-small-zip.json`]: {
    proves: "every line of every file of an archive is one event",
    play: playFixture({
      stream: "events",
      types: EVENTS,
      window: { from: "2026-06-16T10:00:00Z", to: "2026-06-16T12:00:00Z" },
    }),
  },
  [`${fixtures}/residency-host.json`]: { proves: "each region's host", play: playHosts },
  [`${fixtures}/user-properties-recorded.json`]: {
    proves: "the taxonomy's properties of users, own ones by their prefix",
    play: withShape(
      playFixture({
        stream: "user_properties",
        types: { user_property: "VARCHAR", is_hidden: "BOOLEAN" },
        key: "user_property",
      }),
    ),
  },
  [`${fixtures}/users-doc-example.json`]: {
    proves: "labels become segments",
    play: playFixture(active("2017-08-14", "2017-08-16", { config: { usersBy: "country" } })),
  },
  [`${fixtures}/window-split-first-level.json`]: {
    proves: "a 504 halves the window, and both halves are read",
    play: playFixture({
      stream: "events",
      types: EVENTS,
      window: { from: "2024-01-01", to: "2024-01-02" },
    }),
  },
  [`${fixtures}/windows-24h.json`]: { proves: "windows share no hour", play: playWindows },
};

/** How large the invented project is. */
export interface AmplitudeProject {
  /** The number of the project. Default 829528. */
  readonly app: number;
  /** Uploaded in each hour. Default 50. */
  readonly eventsPerHour: number;
  /** The day of the first upload (`YYYY-MM-DD`). Default 2026-10-01. */
  readonly firstDay: string;
  /** Events in one file of an export. Default 500. */
  readonly eventsPerFile: number;
  /** Default 2000. */
  readonly users: number;
  /** Default 3. */
  readonly cohorts: number;
}

export const defaultProject: AmplitudeProject = {
  app: 829_528,
  eventsPerHour: 50,
  firstDay: "2026-10-01",
  eventsPerFile: 500,
  users: 2_000,
  cohorts: 3,
};

export const HOUR_MS = 3_600_000;

/** Amplitude's promise to make a cohort's file. */
export interface CohortJob {
  readonly request_id: string;
}

/** How far it is: `JOB INPROGRESS`, `JOB COMPLETED`, or what went wrong. */
export interface CohortStatus {
  readonly async_status: string;
}

export function isJob(body: unknown): boolean {
  return isText(body, "request_id");
}

export function isStatus(body: unknown): boolean {
  return isText(body, "async_status");
}

function isText(body: unknown, name: string): boolean {
  return typeof Reflect.get(Object(body), name) === "string";
}

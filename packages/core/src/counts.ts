/** Books, in source records of committed pages: read = written + quarantined + filtered + dropped + deduplicated. `rows` and `deleted` are what the destination was given (`map` may make several rows of one record). */
export interface Counts {
  readonly read: number;
  readonly written: number;
  readonly quarantined: number;
  readonly filtered: number;
  readonly dropped: number;
  readonly deduplicated: number;
  readonly rows: number;
  readonly deleted: number;
}

import type { Catalogue } from "./catalogue.ts";
import type { ObjectName } from "./objects.ts";
import type { Records } from "./records.ts";

/** What the endpoints read from. */
export interface Portal {
  readonly records: Readonly<Record<ObjectName, Records>>;
  readonly catalogues: Readonly<Record<ObjectName, Catalogue>>;
  readonly portalId: number;
  readonly now: () => number;
  readonly indexDelayMs: number;
  readonly idOrder: "numeric" | "text";
  /** Linked records per page in list answers and in association reads. */
  readonly associationPageSize: number;
}

import { iso } from "./iso.ts";
import type { Property } from "./property-kinds.ts";
import type { Records, Slot } from "./records.ts";

interface Version {
  readonly value: string;
  readonly timestamp: string;
  readonly sourceType: string;
  readonly sourceId: string;
  readonly updatedByUserId?: number;
}

/** The versions of some properties of a record, newest first; a version is there only where the value changed. */
export function propertyHistory(records: Records, slot: Slot, properties: readonly Property[]) {
  const times = [records.createdAt(slot), ...records.revisions(slot)];
  return Object.fromEntries(
    properties.map((property) => {
      const versions: Version[] = [];
      for (const [revision, at] of times.entries()) {
        const value = property.value(records.facts(slot, revision)) ?? "";
        if (versions[0]?.value === value) continue;
        versions.unshift({
          value,
          timestamp: iso(at),
          sourceType: revision === 0 ? "IMPORT" : "CRM_UI",
          sourceId: revision === 0 ? "import-1" : "userId:12282501",
          ...(revision > 0 && { updatedByUserId: 12_282_501 }),
        });
      }
      return [property.name, versions];
    }),
  );
}

import { eventNames } from "./events.ts";

/** A note on a day, as the App API gives it. */
export interface SandboxAnnotation {
  readonly id: number;
  readonly project_id: number;
  readonly date: string;
  readonly description: string;
  readonly user: { readonly id: number; readonly first_name: string; readonly last_name: string };
  readonly tags: readonly { readonly id: number; readonly name: string }[];
}

const user = { id: 3_440_095, first_name: "Ana", last_name: "Example" };

/** What people wrote about the project: annotations, and the lexicon. */
export function createSettings(projectId: number, offset: string) {
  let next = 1_138_193;
  let annotations: SandboxAnnotation[] = [];
  const annotate = (day: string, description: string): void => {
    const id = next++;
    const date = `${day}T12:00:00${offset}`;
    const tags = id % 2 === 0 ? [] : [{ id: 1, name: "release" }];
    annotations = [...annotations, { id, project_id: projectId, date, description, user, tags }];
  };
  annotate("2026-10-05", "Release 1.0");
  annotate("2026-11-02", "Campaign");
  annotate("2026-11-02", "Outage");
  return {
    annotate,
    annotations: () => annotations,
    /** Removes the oldest annotation. */
    removeAnnotation(): void {
      annotations = annotations.slice(1);
    },
    schemas: () =>
      eventNames.map((name) => ({ entityType: "event", name, schemaJson: schemaOf(name) })),
  };
}

function schemaOf(name: string): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema",
    description: `When a user has ${name.toLowerCase()}.`,
    metadata: {
      "com.mixpanel": {
        displayName: "",
        dropped: false,
        hidden: false,
        platforms: [],
        tags: [],
        contacts: [],
        teamContacts: [],
      },
    },
    properties: {},
    additionalProperties: true,
    required: [],
  };
}

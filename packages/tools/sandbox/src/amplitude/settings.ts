import { eventTypes } from "./events.ts";

/** A note on the charts, as the third version of the API gives it. */
export interface SandboxNote {
  readonly id: number;
  readonly start: string;
  readonly end: string | null;
  readonly label: string;
  readonly details: string | null;
  readonly category: { readonly id: number; readonly category: string };
  readonly chart_id: string | null;
}

const property = {
  description: "",
  type: "any",
  enum_values: null,
  regex: null,
  is_array_type: false,
  is_hidden: false,
  classifications: [],
};

/** What people wrote about the project: annotations and the taxonomy. */
export function createSettings() {
  let next = 939_879;
  let notes: SandboxNote[] = [];
  const annotate = (day: string, label: string): void => {
    const category = { id: 1, category: "Uncategorized" };
    const start = `${day}T00:00:00+00:00`;
    notes = [
      ...notes,
      { id: next++, start, label, details: null, category, end: null, chart_id: null },
    ];
  };
  annotate("2026-10-05", "Release 1.0");
  annotate("2026-11-02", "Campaign");
  return {
    annotate,
    notes: () => notes,
    categories: () => [{ id: 1, category: "Uncategorized" }],
    /** Removes the oldest annotation. */
    removeNote(): void {
      notes = notes.slice(1);
    },
    eventsList: () =>
      eventTypes.map((value, index) => ({
        non_active: false,
        value,
        totals: 1_000 * (index + 1),
        deleted: false,
        flow_hidden: false,
        hidden: false,
        display: value,
        id: 5_000 + index,
      })),
    /** What the taxonomy has of this kind; undefined: it has no such kind. */
    taxonomy(kind: string): object[] | undefined {
      switch (kind) {
        case "event":
          return eventTypes.map((event_type) => ({
            event_type,
            description: "Invented.",
            display_name: null,
            category: null,
            deleted: null,
            tags: [],
            is_active: true,
            owner: null,
            is_hidden_from_dropdowns: false,
            is_hidden_from_persona_results: false,
            is_hidden_from_pathfinder: false,
            is_hidden_from_timeline: false,
          }));
        case "category":
          return [{ id: 412_931, name: "Attribution" }];
        case "event-property":
          return [null, "Purchase"].map((event_type) => ({
            event_type,
            event_property: event_type === null ? "title" : "amount",
            ...property,
            is_required: false,
          }));
        case "user-property":
          return ["gp:plan", "gp:City", "user_id"].map((user_property) => ({
            user_property,
            ...property,
            deleted: false,
          }));
        case "group-property":
          return [{ group_type: "company", group_property: "grp:industry", ...property }];
        default:
          return undefined;
      }
    },
  };
}

import { hash, pick } from "../random.ts";
import type { ObjectName } from "./objects.ts";
import { iso } from "./iso.ts";
import type { Facts } from "./records.ts";

/** A pipeline with its stages, as HubSpot shows it. */
export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly {
    id: string;
    label: string;
    metadata: Readonly<Record<string, string>>;
  }[];
}

const dealStage = (id: string, label: string, probability: string) => ({
  id,
  label,
  metadata: { probability, isClosed: String(probability === "0.0" || probability === "1.0") },
});
const ticketStage = (id: string, label: string, ticketState: "OPEN" | "CLOSED") => ({
  id,
  label,
  metadata: { ticketState, isClosed: String(ticketState === "CLOSED") },
});

export const dealPipelines: readonly Pipeline[] = [
  {
    id: "default",
    label: "Sales pipeline",
    stages: [
      dealStage("appointmentscheduled", "Appointment scheduled", "0.2"),
      dealStage("qualifiedtobuy", "Qualified to buy", "0.4"),
      dealStage("contractsent", "Contract sent", "0.9"),
      dealStage("closedwon", "Closed won", "1.0"),
      dealStage("closedlost", "Closed lost", "0.0"),
    ],
  },
  {
    id: "74120001",
    label: "Renewals",
    stages: [
      dealStage("146520001", "To renew", "0.5"),
      dealStage("146520002", "Renewed", "1.0"),
      dealStage("146520003", "Cancelled", "0.0"),
    ],
  },
];

export const ticketPipelines: readonly Pipeline[] = [
  {
    id: "0",
    label: "Support pipeline",
    stages: [
      ticketStage("1", "New", "OPEN"),
      ticketStage("2", "Waiting on contact", "OPEN"),
      ticketStage("3", "Waiting on us", "OPEN"),
      ticketStage("4", "Closed", "CLOSED"),
    ],
  },
];

/** Pipelines of an object; most have none. */
export const pipelinesOf = (name: ObjectName): readonly Pipeline[] =>
  name === "deals" ? dealPipelines : name === "tickets" ? ticketPipelines : [];

/** The pipeline and stage that a record is in; a change of the record may move it on. */
export function stageOf(
  pipelines: readonly Pipeline[],
  { seed, slot, revision }: Facts,
): { pipeline: string; stage: string } {
  const pipeline = pick(pipelines, hash(seed, slot, 31));
  return {
    pipeline: pipeline.id,
    stage: pick(pipeline.stages, hash(seed, slot, 32 + revision)).id,
  };
}

// The stages that HubSpot brings along claim to be as old as Unix.
const born = { createdAt: iso(0), updatedAt: iso(Date.UTC(2025, 4, 6, 9, 30)), archived: false };

/** A pipeline in the shape of the API. */
export const pipelineBody = (pipeline: Pipeline, displayOrder: number) => ({
  id: pipeline.id,
  label: pipeline.label,
  displayOrder,
  ...born,
  stages: pipeline.stages.map(stageBody),
});

/** A stage in the shape of the API. */
export const stageBody = (stage: Pipeline["stages"][number], displayOrder: number) => ({
  ...stage,
  displayOrder,
  ...born,
  writePermissions: "CRM_PERMISSIONS_ENFORCEMENT",
});

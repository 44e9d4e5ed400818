/** What rows may be cut by, one or more at once. */
export const plainPivots = [
  "ACCOUNT",
  "CAMPAIGN_GROUP",
  "CAMPAIGN",
  "CREATIVE",
  "COMPANY",
  "SHARE",
  "CONVERSION",
  "CONVERSATION_NODE",
  "CONVERSATION_NODE_OPTION_INDEX",
  "SERVING_LOCATION",
  "CARD_INDEX",
  "OBJECTIVE_TYPE",
  "PLACEMENT_NAME",
  "IMPRESSION_DEVICE_TYPE",
  "EVENT_STAGE",
] as const;

/** Groups of members: approximate, a day late, without values of fewer than three events. */
export const memberPivots = [
  "MEMBER_COMPANY_SIZE",
  "MEMBER_INDUSTRY",
  "MEMBER_SENIORITY",
  "MEMBER_JOB_TITLE",
  "MEMBER_JOB_FUNCTION",
  "MEMBER_COUNTRY_V2",
  "MEMBER_REGION_V2",
  "MEMBER_COUNTY",
  "MEMBER_COMPANY",
] as const;

/** What the rows of a report stand for. */
export type Pivot = (typeof plainPivots)[number] | (typeof memberPivots)[number];

export const pivots = [...plainPivots, ...memberPivots] as const;

export const isMemberPivot = (pivot: string): boolean => pivot.startsWith("MEMBER_");

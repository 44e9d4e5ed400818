/** Kinds of numbers, and names whose kind the ending does not tell. */
const DECIMAL =
  /^(cost(In|PerQualified)|conversionValue|(viral)?(post(Click|View))?(jobAppl|registrations|Registrations|JobAppl)|viral(JobAppl|Registrations|Post))/;
const DOUBLE = /^(audiencePenetration|average(Event|Video)|costPerEvent)/;

/** How LinkedIn writes a metric: text for decimals, else a number. */
export function written(metric: string, value: number): string | number {
  if (DOUBLE.test(metric)) return value / 100;
  if (!DECIMAL.test(metric)) return value;
  if (!metric.startsWith("cost")) return String(value);
  return `${Math.floor(value / 1_000_000)}.${String(value % 1_000_000).padStart(6, "0")}`;
}

/** Those that reports may ask for. */
export function isMetric(name: string): boolean {
  return (
    /^[a-z]\w{2,60}$/.test(name) && name !== "approximateUniqueImpressions" && name !== "pivot"
  );
}

const plain = new Set([
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
]);

export const isPivot = (name: string): boolean => plain.has(name) || isMember(name);
export const isMember = (name: string): boolean =>
  /^MEMBER_(COMPANY_SIZE|INDUSTRY|SENIORITY|JOB_TITLE|JOB_FUNCTION|COUNTRY_V2|REGION_V2|COUNTY|COMPANY)$/.test(
    name,
  );

import { secret } from "@brain/core";
import { httpSettings } from "@brain/http";
import { z } from "zod";
import { credentialProblems, serviceAccountSchema, toCredentials } from "./credentials.ts";
import { realtimeSchema, reportSchema } from "./report-config.ts";
import { takenNames } from "./stream-names.ts";

/** The day Universal Analytics stopped and GA4 became what there is: how far back a report goes unless told otherwise. */
const FIRST_DAY = "2023-07-01";

const propertyIds = z
  .union([z.string(), z.array(z.string()).readonly()])
  .transform((given, context): readonly string[] => {
    const ids = typeof given === "string" ? [given] : given;
    const problem = (message: string): void => context.addIssue({ code: "custom", message });
    if (ids.length === 0) problem("name at least one property");
    for (const [index, id] of ids.entries()) {
      const wrong = whatIsWrong(id);
      if (wrong !== undefined) problem(wrong);
      else if (ids.indexOf(id) < index) problem(`property ${id} is listed twice`);
    }
    return ids;
  });

function whatIsWrong(id: string): string | undefined {
  if (/^\d{1,20}$/.test(id)) return undefined;
  const where = "the property id is the number under Admin > Property details";
  if (/^G-/i.test(id)) return `"${id}" is the measurement id of a web stream; ${where}`;
  if (/^(UA|YT|MO)-/i.test(id))
    return `"${id}" is a Universal Analytics id, which ended in July 2023; ${where}`;
  return `"${id.slice(0, 40)}" is no property id: ${where}, without "properties/"`;
}

/** The options of {@link ga4}. Everything wrong is reported at once, before any request. */
export const ga4ConfigSchema = z
  .strictObject({
    /** Numeric property id, without the `properties/` prefix; several are read one beside the other. */
    propertyId: propertyIds,
    clientId: z.string().min(1).optional(),
    clientSecret: secret().optional(),
    refreshToken: secret().optional(),
    serviceAccount: serviceAccountSchema.optional(),
    /** Stream name → report. */
    reports: z.record(z.string().min(1), reportSchema),
    /** Stream name → realtime report: the last minutes, as they are when read. */
    realtime: z.record(z.string().min(1), realtimeSchema).optional(),
    /** The first day read by runs without a window of their own (`YYYY-MM-DD`, in the property's time zone). */
    startDate: z.iso.date().default(FIRST_DAY),
    /** Days before today that are read again every day, because GA4 restates them. */
    lookbackDays: z.number().int().min(2).max(90).default(7),
    /** Also read the day that is not over yet; it is replaced by every run until it is final. */
    includeToday: z.boolean().default(false),
    baseUrl: z.url().default("https://analyticsdata.googleapis.com/v1beta/"),
    /** Default: what the service account's key file names, else Google's. */
    tokenUrl: z.url().optional(),
    http: httpSettings.optional(),
  })
  .superRefine(
    (config, context) => {
      for (const [field, message] of credentialProblems(config)) {
        context.addIssue({ code: "custom", path: [field], message });
      }
      for (const path of takenNames(config)) {
        context.addIssue({ code: "custom", path, message: "the name is taken" });
      }
    },
    { when: ({ value }) => typeof value === "object" && value !== null },
  )
  .transform(
    ({ propertyId, clientId, clientSecret, refreshToken, serviceAccount, realtime, ...rest }) => ({
      ...rest,
      // Their names are told apart above, and a realtime report knows that it is one.
      reports: { ...rest.reports, ...realtime },
      properties: propertyId,
      credentials: toCredentials({ clientId, clientSecret, refreshToken, serviceAccount }),
    }),
  );

/** The config with every default in place. */
export type ResolvedConfig = z.output<typeof ga4ConfigSchema>;

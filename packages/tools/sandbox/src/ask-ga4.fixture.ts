import { z } from "zod";
import { sandboxCredentials } from "./credentials.ts";
import type { Emulator } from "./emulator.ts";
import type { ReportRequestInput } from "./ga4/request.ts";

const values = z.array(z.object({ value: z.string().optional() })).default([]);
const rowSchema = z.object({ dimensionValues: values, metricValues: values });
const reportSchema = z.looseObject({
  dimensionHeaders: z.array(z.object({ name: z.string() })).default([]),
  metricHeaders: z.array(z.object({ name: z.string(), type: z.string() })).default([]),
  rows: z.array(rowSchema).default([]),
  totals: z.array(rowSchema).optional(),
  maximums: z.array(rowSchema).optional(),
  minimums: z.array(rowSchema).optional(),
  rowCount: z.number().default(0),
  metadata: z.looseObject({}),
  propertyQuota: z
    .record(
      z.string(),
      z.object({ consumed: z.number().optional(), remaining: z.number().optional() }),
    )
    .optional(),
});

/** A report as it came. */
export type AskedReport = z.output<typeof reportSchema>;

/** An answer with its text. */
export interface AskedText {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Asks Google's token endpoint; without a form by the refresh token. */
export async function askGoogleToken(
  emulator: Emulator,
  form: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: Readonly<Record<string, unknown>> }> {
  const { clientId, clientSecret, refreshToken } = sandboxCredentials.ga4;
  const response = await emulator.fetch(
    new Request("https://oauth2.googleapis.com/token", {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "refresh_token",
        client_id: clientId,
        client_secret: clientSecret,
        refresh_token: refreshToken,
        ...form,
      }),
    }),
  );
  return { status: response.status, body: await response.json() };
}

/** An access token. */
export async function googleToken(emulator: Emulator): Promise<string> {
  return String((await askGoogleToken(emulator)).body["access_token"]);
}

/** Asks a path of the API, with a new token unless one is given. */
export async function askGa4(
  emulator: Emulator,
  path: string,
  body?: unknown,
  token?: string,
): Promise<AskedText> {
  const authorization = `Bearer ${token ?? (await googleToken(emulator))}`;
  const response = await emulator.fetch(
    new Request(`https://analyticsdata.googleapis.com/v1beta/${path}`, {
      headers: { authorization },
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    }),
  );
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** A report of the sandbox's property that must come. */
export async function askReport(
  emulator: Emulator,
  request: ReportRequestInput,
  propertyId: string = sandboxCredentials.ga4.propertyId,
): Promise<AskedReport> {
  const { status, text } = await askGa4(emulator, `properties/${propertyId}:runReport`, request);
  if (status !== 200) throw new Error(`${status} ${text}`);
  return reportSchema.parse(JSON.parse(text));
}

/** The rows of a report by names, as the emulator's `rows` has them. */
export const namedRows = ({ dimensionHeaders, metricHeaders, rows }: AskedReport) =>
  rows.map(({ dimensionValues, metricValues }) =>
    Object.fromEntries([
      ...dimensionHeaders.map(({ name }, index) => [name, dimensionValues[index]?.value ?? ""]),
      ...metricHeaders.map(({ name }, index) => [name, metricValues[index]?.value ?? ""]),
    ]),
  );

/** Names as the API takes them. */
export const fields = (...names: readonly string[]) => names.map((name) => ({ name }));

/** Sort keys for dimensions. */
export const byDimensions = (...names: readonly string[]) =>
  names.map((dimensionName) => ({ dimension: { dimensionName } }));

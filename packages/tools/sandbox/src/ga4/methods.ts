import { hash } from "../random.ts";
import { checkFields, currentName } from "./check-request.ts";
import { invalidArgument, json, type Reply } from "./google-error.ts";
import { compatibilityBody, metadataBody, reportMetadata } from "./metadata.ts";
import type { Traffic } from "./property.ts";
import type { Quota } from "./quota.ts";
import { readBody } from "./read-body.ts";
import { computeRealtime } from "./realtime.ts";
import { computeReport, type Quality, type Report } from "./report.ts";
import { writeReport } from "./report-text.ts";
import {
  batchSchema,
  compatibilitySchema,
  realtimeRequestSchema,
  reportRequestSchema,
  type RealtimeRequest,
  type ReportRequest,
} from "./request.ts";

/** What a method answers from; there is no property for the universal metadata only. */
export interface Call {
  readonly traffic?: Traffic;
  readonly quota?: Quota;
  readonly quality: Quality;
  readonly request: Request;
  readonly indent: number;
}

/** Each has allowances of its own. */
export type QuotaCategory = "core" | "realtime";

/** One method of the API. */
export interface Method {
  /** Whose allowances it uses up. */
  readonly quota: QuotaCategory;
  readonly name: string;
  readonly verb: "GET" | "POST";
  readonly endpoint: string;
  readonly answer: (call: Call) => Reply | Promise<Reply>;
}

const MAX_BATCH = 5;
const DEFAULT_LIMIT = 10_000;
const MAX_LIMIT = 250_000;
const KEPT_REPORTS = 2;
const HOUR_MS = 3_600_000;
const THRESHOLDED = new Set([
  "userAgeBracket",
  "userGender",
  "brandingInterest",
  "audienceId",
  "audienceName",
]);

/** The methods of the API. They keep the latest reports, so that further pages need no second computation. */
export function createMethods(now: () => number): readonly Method[] {
  const memory = new Map<string, Report>();
  let answers = 0;

  function reportOf(traffic: Traffic, request: ReportRequest, quality: Quality): Report {
    const { offset: _offset, limit: _limit, returnPropertyQuota: _quota, ...query } = request;
    // A day of the property grows with its hours.
    const hour = Math.floor(now() / HOUR_MS);
    const key = JSON.stringify([traffic.propertyId, query, quality, traffic.version(), hour]);
    const known = memory.get(key);
    if (known !== undefined) return { ...known, request };
    const report = computeReport(traffic, request, quality);
    // What one page holds whole is not asked for again.
    if (report.rowCount > limitOf(request)) memory.set(key, report);
    for (const oldest of memory.keys()) {
      if (memory.size <= KEPT_REPORTS) break;
      memory.delete(oldest);
    }
    return report;
  }

  function run(call: Call, request: ReportRequest, depth: number) {
    const { traffic, quota } = propertyOf(call);
    const { quality, indent } = call;
    const fields = [...request.dimensions, ...request.metrics].map(({ name }) => currentName(name));
    const isThresholded = fields.some((name) => THRESHOLDED.has(name));
    quota.check(isThresholded);
    const report = reportOf(traffic, request, quality);
    const first = Math.min(request.offset, report.rowCount);
    const end = Math.min(first + limitOf(request), report.rowCount);
    const propertyQuota = quota.charge(tokensFor(report, end - first), isThresholded);
    answers += 1;
    const rotation =
      request.orderBys.length > 0
        ? 0
        : hash(answers, report.rowCount) % Math.max(report.rowCount, 1);
    return {
      records: end - first,
      pieces: writeReport(
        report,
        { first, end, rotation },
        {
          metadata: reportMetadata(
            traffic,
            quality,
            fields,
            report.ranges.length,
            request.currencyCode,
          ),
          propertyQuota: request.returnPropertyQuota ? propertyQuota : undefined,
          method: "runReport",
          indent,
          depth,
        },
      ),
    };
  }

  function runRealtime(call: Call, request: RealtimeRequest) {
    const { traffic, quota } = propertyOf(call);
    const isThresholded = request.dimensions.some(({ name }) => THRESHOLDED.has(name));
    quota.check(isThresholded);
    const report = computeRealtime(traffic, request, now());
    const end = Math.min(limitOf(request), report.rowCount);
    const propertyQuota = quota.charge(1 + Math.ceil(end / 25_000), isThresholded);
    return streamed(
      writeReport(
        report,
        { first: 0, end, rotation: 0 },
        {
          method: "runRealtimeReport",
          metadata: undefined,
          propertyQuota: request.returnPropertyQuota ? propertyQuota : undefined,
          indent: call.indent,
          depth: 0,
        },
      ),
      end,
    );
  }

  return [
    {
      name: "runReport",
      quota: "core",
      verb: "POST",
      endpoint: "/v1beta/properties/{property}:runReport",
      async answer(call) {
        const { pieces, records } = run(call, await readBody(call.request, reportRequestSchema), 0);
        return streamed(pieces, records);
      },
    },
    {
      name: "batchRunReports",
      quota: "core",
      verb: "POST",
      endpoint: "/v1beta/properties/{property}:batchRunReports",
      async answer(call) {
        const { requests } = await readBody(call.request, batchSchema);
        if (requests.length > MAX_BATCH) {
          throw invalidArgument(
            `Batch requests are limited to ${MAX_BATCH} requests. This batch has ${requests.length} requests.`,
          );
        }
        const reports = requests.map((request) => run(call, request, 2));
        const records = reports.reduce((sum, report) => sum + report.records, 0);
        return streamed(
          batchPieces(
            reports.map(({ pieces }) => pieces),
            call.indent,
          ),
          records,
        );
      },
    },
    {
      name: "runRealtimeReport",
      quota: "realtime",
      verb: "POST",
      endpoint: "/v1beta/properties/{property}:runRealtimeReport",
      answer: async (call) =>
        runRealtime(call, await readBody(call.request, realtimeRequestSchema)),
    },
    {
      name: "metadata",
      quota: "core",
      verb: "GET",
      endpoint: "/v1beta/properties/{property}/metadata",
      answer({ traffic, indent }) {
        const body = metadataBody(traffic);
        return json(200, body, indent, body.dimensions.length + body.metrics.length);
      },
    },
    {
      name: "checkCompatibility",
      quota: "core",
      verb: "POST",
      endpoint: "/v1beta/properties/{property}:checkCompatibility",
      async answer({ request, indent }) {
        const body = await readBody(request, compatibilitySchema);
        checkFields(body);
        const fields = [...body.dimensions, ...body.metrics].map(({ name }) => currentName(name));
        return json(200, compatibilityBody(fields, body.compatibilityFilter), indent);
      },
    },
  ];
}

function propertyOf({ traffic, quota }: Call): { traffic: Traffic; quota: Quota } {
  if (traffic === undefined || quota === undefined)
    throw invalidArgument("A property is required.");
  return { traffic, quota };
}

/** A limit of 0 is one that was not given. */
const limitOf = ({ limit }: Pick<ReportRequest, "limit">): number =>
  Math.min(limit === 0 ? DEFAULT_LIMIT : limit, MAX_LIMIT);

/** Grows with columns, days and rows; most requests cost less than 10. */
function tokensFor({ request, ranges }: Report, rows: number): number {
  const days = ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  const columns = request.dimensions.length + request.metrics.length;
  return 1 + Math.floor(columns / 4) + Math.floor(days / 15) + Math.ceil(rows / 25_000);
}

const streamed = (pieces: Iterable<string>, records: number): Reply => ({
  status: 200,
  contentType: "application/json; charset=UTF-8",
  body: pieces,
  records,
});

function* batchPieces(reports: readonly Iterable<string>[], indent: number): Generator<string> {
  const line = (level: number): string => (indent === 0 ? "" : `\n${" ".repeat(indent * level)}`);
  const colon = indent === 0 ? ":" : ": ";
  yield "{";
  if (reports.length > 0) {
    yield `${line(1)}"reports"${colon}[`;
    for (const [index, report] of reports.entries()) {
      yield `${index === 0 ? "" : ","}${line(2)}`;
      yield* report;
    }
    yield `${line(1)}],`;
  }
  yield `${line(1)}"kind"${colon}"analyticsData#batchRunReports"${line(0)}}`;
}

import { canonical, type Kind } from "./canonical.ts";
import { mergeFields, type Field } from "./fields.ts";
import { presets, type PresetName } from "./presets/presets.ts";
import {
  streamOptions,
  type CursorOptions,
  type PagingOptions,
  type ResolvedStreamOptions,
} from "./stream-options.ts";
import { placesIn } from "./template.ts";

/** A stream with all that is said of it, by preset and config. */
export interface StreamPlan extends Omit<ResolvedStreamOptions, "fields" | "kind"> {
  readonly name: string;
  readonly path: string;
  readonly paging: PagingOptions;
  readonly primaryKey: readonly string[];
  readonly cursor?: CursorOptions | undefined;
  readonly fields: Readonly<Record<string, Field>>;
}

export type Plans = Readonly<Record<string, StreamPlan>>;

/** What of a config decides which streams there are. */
export interface Described {
  readonly preset: PresetName;
  readonly streams: Readonly<Record<string, ResolvedStreamOptions | false>>;
}

const AUTO = { type: "auto", param: "page", cursorParam: "cursor", sizeParam: "limit", size: 100 };
const NOT_FOUND = 404;

/** Every stream of a config, the preset's first. */
export function planStreams({ preset, streams }: Described): Plans {
  const described = new Map<string, ResolvedStreamOptions>();
  const base: Readonly<Record<string, unknown>> = presets[preset].streams;
  for (const name of new Set([...Object.keys(base), ...Object.keys(streams)])) {
    const own = streams[name];
    if (own === false) continue;
    // Parsed, so that what a preset leaves out has its default.
    const theirs = streamOptions.parse(base[name] ?? {});
    const fields = { ...theirs.fields };
    described.set(name, { ...theirs, ...given(own ?? {}), fields });
  }
  const plans: Record<string, StreamPlan> = {};
  for (const [name, options] of described) {
    const own = streams[name];
    const kind =
      options.kind ?? kindOf(name) ?? (options.primaryKey === undefined ? "own" : "keyless");
    plans[name] = {
      ...options,
      name,
      path: options.path ?? name,
      // The schema of a config gives a paging its defaults; this one has them.
      paging: options.paging ?? (AUTO as PagingOptions),
      primaryKey: options.primaryKey ?? ["id"],
      fields: mergeFields(kind, options.fields, own === false ? undefined : own?.fields),
      absent: options.absent ?? (options.each === undefined ? [] : [NOT_FOUND]),
    };
  }
  return plans;
}

/** What is wrong with streams that are each well written, one text each. */
export function problemsOf(plans: Plans): string[] {
  return Object.values(plans).flatMap((plan) => problemsIn(plan, plans));
}

function problemsIn(plan: StreamPlan, plans: Plans): string[] {
  const { name, each, fields, primaryKey, cursor, form, json } = plan;
  const problems: string[] = [];
  const say = (text: string): void => void problems.push(`streams.${name}: ${text}`);
  for (const key of [...primaryKey, ...(cursor === undefined ? [] : [cursor.field])]) {
    if (!Object.hasOwn(fields, key)) say(`"${key}" is none of its fields`);
  }
  const at = cursor === undefined ? undefined : fields[cursor.field];
  if (at !== undefined && at.type !== "instant" && at.type !== "day") {
    say(`its cursor "${cursor?.field}" has to be an instant or a day`);
  }
  if (at?.pii !== undefined) say(`its cursor "${cursor?.field}" is personal data`);
  if (form !== undefined && json !== undefined) say("`form` and `json` exclude each other");
  if (each !== undefined && "stream" in each) {
    const parent = plans[each.stream];
    if (parent === undefined) say(`there is no stream "${each.stream}" to read it for`);
    else if (!Object.hasOwn(parent.fields, each.field)) {
      say(`the stream "${each.stream}" has no field "${each.field}"`);
    } else if (parent.fields[each.field]?.pii !== undefined) {
      say(`"${each.field}" of "${each.stream}" is personal data, which no checkpoint may hold`);
    } else if (ancestors(plan, plans).includes(name)) say("it is read for itself");
  }
  const known = boundNames(plan, plans);
  const texts = [plan.path, JSON.stringify([plan.query, form])];
  for (const place of new Set(texts.flatMap(placesIn))) {
    if (!known.includes(place)) say(`nothing gives a value to {${place}}`);
  }
  return problems;
}

/** The names under which a stream knows its parents' values. */
function boundNames(plan: StreamPlan, plans: Plans): string[] {
  return [plan, ...ancestors(plan, plans).map((name) => plans[name])].flatMap((one) =>
    one?.each === undefined ? [] : [one.each.as],
  );
}

/** The streams that a stream is read for, nearest first; one that comes again ends the list. */
function ancestors(plan: StreamPlan, plans: Plans): string[] {
  const found: string[] = [];
  let { each } = plan;
  while (each !== undefined && "stream" in each && !found.includes(each.stream)) {
    found.push(each.stream);
    each = plans[each.stream]?.each;
  }
  return found;
}

function kindOf(name: string): Kind | undefined {
  // The keys of `canonical` are the kinds.
  return Object.hasOwn(canonical, name) ? (name as Kind) : undefined;
}

/** Without what was not said: it must not hide what a preset says. */
function given<T extends object>(options: T): Partial<T> {
  // Fewer of the same entries.
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

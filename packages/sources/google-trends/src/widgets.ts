import { DecodeError } from "@brain/core";
import { z } from "zod";

const widgetSchema = z.looseObject({
  id: z.string(),
  type: z.string().nullish(),
  token: z.string().nullish(),
  request: z.looseObject({}).nullish(),
});

/** A part of the explore page: what it asks for, and the token that is good for exactly that. */
export type Widget = z.infer<typeof widgetSchema>;

const exploreSchema = z.looseObject({ widgets: z.array(widgetSchema) });

/** Whether an answer has the widgets that are due. */
export function isExplore(body: unknown): boolean {
  return exploreSchema.safeParse(body).success;
}

export function widgetsIn(body: unknown): readonly Widget[] {
  return exploreSchema.parse(body).widgets;
}

/**
 * The widget of this name: alone, or numbered by the item where several keywords are compared.
 *
 * @throws DecodeError `wrong_shape` when there is none: the site has changed.
 */
export function findWidget(widgets: readonly Widget[], id: string, keyword?: string): Widget {
  const named = widgets.filter((widget) => widget.id === id || isNumbered(widget.id, id));
  const found =
    named.find((widget) => keyword !== undefined && namesOf(widget).includes(keyword)) ??
    (named.length === 1 ? named[0] : named.find((widget) => widget.id === id));
  if (found?.token !== undefined && found.token !== null) return found;
  throw new DecodeError({
    code: "wrong_shape",
    message: `Google Trends offers no widget ${id}.`,
    hint: "The site may have changed, or has nothing for this keyword: look at its explore page.",
    context: { connector: "google-trends", widget: id },
  });
}

function isNumbered(given: string, id: string): boolean {
  return given.startsWith(`${id}_`) && /^\d+$/.test(given.slice(id.length + 1));
}

const restrictionSchema = z.looseObject({
  complexKeywordsRestriction: z
    .looseObject({ keyword: z.array(z.looseObject({ value: z.string() })) })
    .nullish(),
});
const requestSchema = z.looseObject({
  resolution: z.string().nullish(),
  restriction: restrictionSchema.nullish(),
  comparisonItem: z.array(restrictionSchema).nullish(),
  userConfig: z.looseObject({ userType: z.string().nullish() }).nullish(),
});

/** Keywords that a widget is about, in the order of its columns. */
export function namesOf({ request }: Widget): readonly string[] {
  const asked = requestSchema.safeParse(request);
  if (!asked.success) return [];
  const { restriction, comparisonItem } = asked.data;
  const parts = comparisonItem ?? (restriction ? [restriction] : []);
  return parts.map((part) => part.complexKeywordsRestriction?.keyword[0]?.value ?? "");
}

/** The length of a bucket, or the kind of region, which the site chooses. */
export function resolutionOf({ request }: Widget): string {
  return requestSchema.safeParse(request).data?.resolution ?? "";
}

/** The site has marked us: related searches will be empty, whatever there is. */
export function isOverQuota({ request }: Widget): boolean {
  const type = requestSchema.safeParse(request).data?.userConfig?.userType;
  return type?.endsWith("_OVER_QUOTA") === true;
}

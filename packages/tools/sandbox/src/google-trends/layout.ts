import type { ExploreItem, ExploreRequest } from "./explore-request.ts";
import { day, DAY_MS } from "./time-range.ts";

/** How the site takes its visitor. */
export type UserType = "USER_TYPE_SCRAPER" | "USER_TYPE_EMBED_OVER_QUOTA";

type Sign = (request: object) => string;

const FRAME = {
  template: "fe",
  embedTemplate: "fe_embed",
  version: "1",
  isLong: true,
  isCurated: false,
};
const HELP_URL = { url: "https://support.google.com/trends/answer/4355212" };
const HELP = { title: "What is this?", content: "Numbers are relative to the highest point." };

/** The widgets of an explore page: those of a comparison are others than those of one keyword. */
export function explorePage(
  request: ExploreRequest,
  userType: UserType,
  sign: Sign,
): Record<string, unknown> {
  const { items } = request;
  const shared = sharedParts(request, userType);
  const places = new Set(items.map(({ geo }) => geo));
  const widget = (id: string, type: string, asked: object, more: object = {}): object => ({
    request: asked,
    helpDialog: HELP,
    ...more,
    token: sign(asked),
    id,
    type,
    title: id,
    ...FRAME,
  });
  const perItem = (item: ExploreItem, index: number, end: string): object[] => [
    widget(`GEO_MAP${end}`, "fe_geo_chart_explore", geoRequest(request, [item], shared), {
      geo: item.geo || "world",
      resolution: item.geo === "" ? "countries" : "provinces",
      searchInterestLabel: "Search interest",
      displayMode: "regions",
      color: "PALETTE_COLOR_1",
      index,
      bullet: item.keyword,
      helpDialog: { ...HELP, ...HELP_URL },
    }),
    ...(end === ""
      ? [
          widget(
            "RELATED_TOPICS",
            "fe_related_searches",
            relatedRequest(item, "ENTITY", request, shared),
            related(item),
          ),
        ]
      : []),
    widget(
      `RELATED_QUERIES${end}`,
      "fe_related_searches",
      relatedRequest(item, "QUERY", request, shared),
      related(item),
    ),
  ];
  const isOneTime = new Set(items.map(({ time }) => time)).size === 1;
  const bullets = items.map(({ keyword }) => ({ text: keyword }));
  const chart = {
    lineAnnotationText: "Search interest",
    bullets,
    showLegend: false,
    showAverages: items.length > 1,
  };
  const widgets = [
    isOneTime
      ? widget("TIMESERIES", "fe_line_chart", lineRequest(request, shared), chart)
      : widget("TIMESERIES", "fe_multi_range_chart", multiRangeRequest(request, shared), chart),
    ...(items.length === 1
      ? perItem(items[0] as ExploreItem, 0, "") // there is one
      : [
          places.size === 1
            ? widget(
                "GEO_MAP",
                "fe_multi_heat_map",
                {
                  ...geoRequest(request, items, shared),
                  dataMode: "PERCENTAGES",
                  userConfig: { userType },
                },
                {
                  geo: items[0]?.geo || "world",
                  resolution: "countries",
                  searchInterestLabel: "Search interest",
                  displayMode: "regions",
                  showLegend: true,
                  bullets: items.map(({ keyword }) => ({
                    value: keyword,
                    color: "PALETTE_COLOR_1",
                  })),
                },
              )
            : {
                text: { text: "Regions are compared in one place only." },
                id: "geos_note",
                type: "fe_text",
                title: "",
                ...FRAME,
              },
          ...items.flatMap((item, index) => [
            {
              text: { text: item.keyword },
              id: `TITLE_${index}`,
              type: "fe_text",
              title: "",
              ...FRAME,
            },
            ...perItem(item, index, `_${index}`),
          ]),
        ]),
  ];
  return {
    widgets,
    keywords: items.map(({ keyword }) => ({
      keyword,
      name: keyword,
      type: keyword.startsWith("/") ? "Topic" : "Search term",
    })),
    timeRanges: items.map(({ range }) => range.name),
    examples: [],
    shareText: `Explore search interest for ${items.map(({ keyword }) => keyword).join(", ")} on Google Trends`,
    shouldShowMultiHeatMapMessage: false,
  };
}

type Shared = ReturnType<typeof sharedParts>;

function sharedParts({ property, category }: ExploreRequest, userType: UserType) {
  return {
    requestOptions: { property, backend: backendOf(property), category },
    userConfig: { userType },
  };
}

/** Google keeps recent searches apart from all of them. */
const backendOf = (property: string): string => (property === "" ? "IZG" : "CM");

const placeOf = (geo: string): object =>
  geo === "" ? {} : { [geo.includes("-") ? "region" : "country"]: geo };

const restriction = (keyword: string): object => ({
  complexKeywordsRestriction: {
    keyword: [{ type: keyword.startsWith("/") ? "ENTITY" : "BROAD", value: keyword }],
  },
});

function lineRequest({ items, language }: ExploreRequest, shared: Shared): object {
  const [first] = items;
  return {
    time: first?.range.name,
    resolution: first?.range.resolution,
    locale: language,
    comparisonItem: items.map(({ geo, keyword }) => ({
      geo: placeOf(geo),
      ...restriction(keyword),
    })),
    ...shared,
  };
}

function multiRangeRequest({ items }: ExploreRequest, shared: Shared): object {
  return {
    resolution: items[0]?.range.resolution,
    comparisonItem: items.map(({ geo, keyword, range }) => ({
      geo: placeOf(geo),
      time: range.name,
      ...restriction(keyword),
    })),
    ...shared,
  };
}

function geoRequest(
  { language }: ExploreRequest,
  items: readonly ExploreItem[],
  { requestOptions, userConfig }: Shared,
): object {
  const geo = items[0]?.geo ?? "";
  return {
    geo: placeOf(geo),
    comparisonItem: items.map(({ range, keyword }) => ({
      time: range.name,
      ...restriction(keyword),
    })),
    resolution: geo === "" ? "COUNTRY" : geo.includes("-") ? "CITY" : "REGION",
    locale: language,
    requestOptions,
    userConfig,
  };
}

function relatedRequest(
  { keyword, geo, range, time }: ExploreItem,
  keywordType: "QUERY" | "ENTITY",
  { language }: ExploreRequest,
  { requestOptions, userConfig }: Shared,
): object {
  const before = range.from - (range.to - range.from);
  return {
    restriction: {
      geo: placeOf(geo),
      time: range.name,
      originalTimeRangeForExploreUrl: time,
      ...restriction(keyword),
    },
    keywordType,
    metric: ["TOP", "RISING"],
    trendinessSettings: { compareTime: `${day(before)} ${day(range.from - DAY_MS)}` },
    requestOptions,
    language: language.slice(0, 2),
    userCountryCode: "ES",
    userConfig,
  };
}

const related = ({ keyword }: ExploreItem): object => ({
  color: "PALETTE_COLOR_1",
  keywordName: keyword,
  helpDialog: { ...HELP, ...HELP_URL },
});

import { decodePath } from "../path.ts";
import { routes, type Route } from "./routes.ts";

const versions = new Set(["2026-09", "2026-03", "v3", "v4"]);

const compiled = routes.map((route) => ({
  route,
  segments: route.endpoint
    .split("/")
    .map((segment) => /^\{(\w+)\}$/.exec(segment)?.[1] ?? `=${segment}`),
}));

/** A route and the variable parts of the path that led to it. */
export interface RouteMatch {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
}

/** The route of a path. The method is not looked at when no route of the path has it. */
export function matchRoute(method: string, pathname: string): RouteMatch | undefined {
  const segments = modernPath(pathname).split("/");
  const found = compiled.flatMap(({ route, segments: template }) => {
    const path = partsOf(template, segments);
    return path === undefined ? [] : [{ route, path }];
  });
  return found.find(({ route }) => route.method === method) ?? found[0];
}

function partsOf(
  template: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const path: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? "";
    if (part.startsWith("=")) {
      if (part !== `=${segment}`) return undefined;
    } else {
      path[part] = decodePath(segment);
    }
  }
  return versions.has(path["version"] ?? "") ? path : undefined;
}

/** `/crm/v3/objects/…` as `/crm/objects/v3/…`: the legacy paths have the same parts in another order. */
function modernPath(pathname: string): string {
  return pathname
    .replace(/\/$/, "")
    .replace(/^\/crm\/v3\/schemas/, "/crm-object-schemas/v3/schemas")
    .replace(
      /^\/crm\/(v[34])\/(objects|associations|owners|pipelines|properties)(?=\/|$)/,
      "/crm/$2/$1",
    );
}

/** One link: `<target>` and its parameters, whose quoted values may hold commas and semicolons. */
const LINK =
  /<([^>]*)>((?:\s*;\s*[\w!#$&+\-.^`|~*]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]*))?)*)/g;
const PARAMETER = /;\s*([\w!#$&+\-.^`|~*]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]*)))?/g;
/** Longer headers are cut, so that no header can cost much. */
const MAX_LENGTH = 10_000;

/** The target of the link whose relation is `next`, in a `Link` header (RFC 8288). */
export function nextLink(header: string): string | undefined {
  for (const [, target = "", parameters = ""] of header.slice(0, MAX_LENGTH).matchAll(LINK)) {
    const relations = relationOf(parameters).toLowerCase().split(/\s+/);
    if (relations.includes("next")) return target;
  }
  return undefined;
}

/** Parameter by parameter: a quoted value may look like one. */
function relationOf(parameters: string): string {
  for (const [, name = "", quoted, plain] of parameters.matchAll(PARAMETER)) {
    if (name.toLowerCase() === "rel") return quoted ?? plain ?? "";
  }
  return "";
}

/** The environment variable of one option: `hubspot`, `["http", "attemptTimeoutMs"]` → `BRAIN_HUBSPOT_HTTP_ATTEMPT_TIMEOUT_MS`. */
export function envName(connector: string, path: readonly string[]): string {
  return ["BRAIN", connector, ...path].map(toUpperSnake).join("_");
}

function toUpperSnake(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
}

/**
 * Where a JSON value has other keys or types than a recorded one, one line each. Lists are compared by their first members,
 * an empty one with any; null stands for whatever it is compared with.
 */
export function shapeDifferences(recorded: unknown, given: unknown, at = "$"): string[] {
  if (recorded === null || given === null) return [];
  if (Array.isArray(recorded) && Array.isArray(given)) {
    if (recorded.length === 0 || given.length === 0) return [];
    return shapeDifferences(recorded[0], given[0], `${at}[]`);
  }
  if (typeof recorded !== typeof given || Array.isArray(recorded) !== Array.isArray(given)) {
    return [`${at} is ${typeof given}, not ${typeof recorded}`];
  }
  if (typeof recorded !== "object" || typeof given !== "object") return [];
  const [theirs, ours] = [recorded, given].map((value) => new Map(Object.entries(Object(value))));
  return [
    ...[...(theirs?.keys() ?? [])]
      .filter((key) => ours?.has(key) === false)
      .map((key) => `${at} lacks ${key}`),
    ...[...(ours?.keys() ?? [])]
      .filter((key) => theirs?.has(key) === false)
      .map((key) => `${at} has ${key} beside`),
    ...[...(theirs ?? [])].flatMap(([key, value]) =>
      ours?.has(key) === true ? shapeDifferences(value, ours.get(key), `${at}.${key}`) : [],
    ),
  ];
}

/** The stream of fields, which every source has. */
export const METADATA = "metadata";

/** Paths of reports whose name another stream has already; looks at names alone, whatever else is wrong. */
export function takenNames(config: object): string[][] {
  const taken = [METADATA];
  return ["reports", "realtime"].flatMap((option) => {
    const names = Object.keys(Reflect.get(config, option) ?? {});
    const twice = names.filter((name) => taken.includes(name));
    taken.push(...names);
    return twice.map((name) => [option, name]);
  });
}

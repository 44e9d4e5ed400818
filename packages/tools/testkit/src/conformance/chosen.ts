/** At most `count` of the items, evenly chosen, the first among them. */
export function chosen<T>(items: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, items.length / count);
  const picked: T[] = [];
  for (let at = 0; at < items.length; at += step)
    picked.push(...items.slice(Math.floor(at), Math.floor(at) + 1));
  return picked;
}

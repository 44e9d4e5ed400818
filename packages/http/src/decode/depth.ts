/** Whether arrays and objects are nested deeper than `left` levels. */
export function isDeeper(value: object, left: number): boolean {
  if (left === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item === "object" && item !== null && isDeeper(item, left - 1)) return true;
    }
    return false;
  }
  for (const key in value) {
    const item = value[key as keyof typeof value];
    if (typeof item === "object" && item !== null && isDeeper(item, left - 1)) return true;
  }
  return false;
}

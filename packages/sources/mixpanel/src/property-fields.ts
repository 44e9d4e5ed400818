/** Properties of events and profiles that hold personal data wherever they stand; others are the sender's own. */
export const personalProperties = {
  $email: "email",
  $phone: "phone",
  $name: "name",
  $first_name: "name",
  $last_name: "name",
  $ip: "ip",
} as const;

/**
 * Properties as fields of a record. One whose name is a field of ours comes with a line before it: nothing is lost, and
 * nothing of ours is replaced.
 */
export function toFields(
  properties: Readonly<Record<string, unknown>>,
  taken: readonly string[],
): Record<string, unknown> {
  const fields = { ...properties };
  for (const name of taken) {
    if (!Object.hasOwn(fields, name)) continue;
    let free = `_${name}`;
    while (Object.hasOwn(fields, free)) free = `_${free}`;
    fields[free] = fields[name];
    delete fields[name];
  }
  return fields;
}

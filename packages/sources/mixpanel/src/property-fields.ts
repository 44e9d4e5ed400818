/** Properties of events and profiles that hold personal data wherever they stand; others are the sender's own. */
export const personalProperties = {
  $email: "email",
  $phone: "phone",
  $name: "name",
  $first_name: "name",
  $last_name: "name",
  $ip: "ip",
} as const;

/** Of those, and of when a profile was seen, a column of text is made: a value of another kind is written as JSON. */
const texts = [...Object.keys(personalProperties), "$last_seen", "$created", "$insert_id"];

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
  for (const name of texts) {
    const value = fields[name];
    if (value === undefined || value === null || typeof value === "string") continue;
    fields[name] = JSON.stringify(value);
  }
  return fields;
}

import type { Issue } from "@brain/core";
import { fingerprint } from "./names.ts";

const BATCH = "_batch";
const NOT_JSON: Issue = { path: [], code: "invalid_type", message: "The record is not JSON" };

/** Makes a record a line that names the batch which brought it; or says why it is none. */
export function rowTexts(batch: string): (record: object) => string | Issue {
  const tag = `${JSON.stringify(BATCH)}:${JSON.stringify(batch)}}\n`;
  return (record) => {
    let text: string | undefined;
    try {
      text = JSON.stringify(Object.hasOwn(record, BATCH) ? withoutOwnName(record) : record);
    } catch {
      return NOT_JSON;
    }
    if (text === undefined || !text.startsWith("{")) return NOT_JSON;
    return text === "{}" ? `{${tag}` : `${text.slice(0, -1)},${tag}`;
  };
}

/** A record's own `_batch` gets a name that no other field has. */
function withoutOwnName(record: object): object {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name === BATCH ? `${BATCH}_${fingerprint(BATCH)}` : name,
      value,
    ]),
  );
}

import type { Recordings } from "../recordings.ts";
import { shapeDifferences } from "../same-shape.ts";
import { projectExchanges } from "./emulated.ts";
import { readFixture } from "../fixture.ts";

/** The emulator's answer under this path has the recorded one's keys and types, before anything else is played. */
export function withShape(
  pathEnd: string,
  play: (recordings: Recordings, path: string) => Promise<string>,
  index = 0,
) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const { exchanges } = await readFixture(recordings, path);
    const recorded = exchanges[index]?.response.body;
    const given = (await projectExchanges()).find(({ url }) => url.pathname.endsWith(pathEnd));
    if (given === undefined) throw new Error(`the source does not ask for ${pathEnd}`);
    const differences = shapeDifferences(asList(recorded), asList(given.answer));
    if (differences.length > 0) throw new Error(`the emulator: ${differences.join("; ")}`);
    return `${await play(recordings, path)}; the emulator's answer alike`;
  };
}

/** An answer to a write has one result where the list has many. */
function asList(body: unknown): unknown {
  const results: unknown = Reflect.get(Object(body), "results");
  if (typeof results !== "object" || results === null || Array.isArray(results)) return body;
  return { ...Object(body), results: [results] };
}

// Emulators of the sandbox, each on a port of its own, and what they were asked for.
import { serve, type Emulator } from "@brain/sandbox";
import { allowanceOf } from "../allowances/all-allowances.ts";
import type { Allowance } from "../allowances/allowance.ts";
import { listen } from "./listen.ts";

interface Opened {
  readonly allowance: Allowance;
  readonly emulator: Emulator;
  /** Milliseconds of our clock. */
  toOurs(at: number): number;
  /** When each request came, and whether it was refused. */
  readonly answers: { readonly at: number; readonly refused: boolean }[];
}

const opened = new Map<string, Opened>();

listen(async (request, response) => {
  const [what, ...words] = (request.url ?? "").slice(1).split("/").map(decodeURIComponent);
  const answer = what === "open" ? await open(words) : used(words);
  response.end(JSON.stringify(answer));
});

/** Serves an emulator anew, and gives its address. */
async function open([name = "", latencyMs = "0"]: readonly string[]): Promise<object> {
  const allowance = allowanceOf(name);
  const begin = Date.now();
  const { speed } = allowance;
  const now = (): number => begin + (Date.now() - begin) * speed;
  const emulator = allowance.emulator({ now, latencyMs: Number(latencyMs) });
  const toOurs = (at: number): number => begin + (at - begin) / speed;
  const answers: Opened["answers"] = [];
  const { url, port } = await serve({
    async fetch(request, wire) {
      const at = Date.now();
      const answer = await emulator.fetch(request, wire);
      answers.push({ at, refused: answer.status === 429 });
      return answer;
    },
  });
  opened.set(String(port), { allowance, emulator, toOurs, answers });
  return { url, port };
}

/** What was spent of the allowance between two times, and how many requests were refused since another. */
function used([port = "", since, from, until]: readonly string[]): object {
  const found = opened.get(port);
  if (found === undefined) throw new Error(`Nothing was opened on port ${port}.`);
  const { allowance, emulator, toOurs, answers } = found;
  const { costOf = () => 1 } = allowance;
  let spent = 0;
  for (const entry of emulator.ledger.entries) {
    const at = toOurs(entry.at);
    const counts = entry.status < 400 && at >= Number(from) && at < Number(until);
    if (counts) spent += costOf(entry);
  }
  const counted = answers.filter(({ at }) => at >= Number(since));
  return {
    spent,
    answered: counted.length,
    refused: counted.filter(({ refused }) => refused).length,
  };
}

// Grants `allowed` requests in any `perMs`, answers after `latencyMs`, and keeps a ledger of what it granted and refused.
import { setTimeout as wait } from "node:timers/promises";
import { input } from "../job.ts";
import { listen } from "./listen.ts";

const { number } = input();
const [allowed, perMs] = [number("allowed"), number("perMs")];

interface Ledger {
  window: number[];
  granted: number[];
  refused: number;
}

/** One account each, so that one job's requests do not count against the next. */
const ledgers = new Map<string, Ledger>();

listen(async (request, response) => {
  const [, what = "", account = "", latencyMs = "0"] = (request.url ?? "").split("/");
  const ledger = ledgers.get(account) ?? { window: [], granted: [], refused: 0 };
  ledgers.set(account, ledger);
  if (what === "ledger") {
    response.end(JSON.stringify({ granted: ledger.granted, refused: ledger.refused }));
    return;
  }
  const delayMs = Number(latencyMs) / 2;
  if (delayMs > 0) await wait(delayMs);
  const now = Date.now();
  ledger.window = ledger.window.filter((at) => at > now - perMs);
  const granted = ledger.window.length < allowed;
  if (granted) {
    ledger.window.push(now);
    ledger.granted.push(now);
  } else ledger.refused += 1;
  if (delayMs > 0) await wait(delayMs);
  response.writeHead(granted ? 200 : 429, { "content-type": "application/json" });
  response.end(JSON.stringify({ results: [{ id: String(now) }] }));
});

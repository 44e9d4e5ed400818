import { fraction, hash } from "../random.ts";
import type { FaultRule } from "./fault-schedule.ts";
import type { ActiveRule } from "./scene.ts";

/** Says which rule, if any, means a request, and counts. */
export type Chooser = (request: Request) => ActiveRule | undefined;

/** Every rule counts the requests of its method and path; the first one that means this one decides. */
export function createChooser(rules: readonly FaultRule[], seed: number): Chooser {
  const states = rules.map((rule, index) => ({
    rule,
    index,
    path: patternOf(rule.path),
    count: 0,
  }));
  return ({ method, url }) => {
    const { pathname } = new URL(url);
    let chosen: ActiveRule | undefined;
    for (const state of states) {
      const { rule, index, path } = state;
      if (rule.method !== undefined && rule.method !== method) continue;
      if (!path.test(pathname)) continue;
      state.count++;
      if (chosen === undefined && means(rule, state.count, hash(seed, state.count, index + 1))) {
        chosen = { ...rule, index };
      }
    }
    return chosen;
  };
}

function means(rule: FaultRule, count: number, chance: number): boolean {
  const { nth, from = 1, to = Infinity, probability = 1 } = rule;
  if (nth !== undefined && ![nth].flat().includes(count)) return false;
  return count >= from && count <= to && fraction(chance) < probability;
}

/** `*` within a segment, `**` across. */
function patternOf(path = "/**"): RegExp {
  const source = path
    .split(/(\*\*|\*)/)
    .map((text) => {
      if (text === "**") return ".*";
      return text === "*" ? "[^/]*" : text.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
    })
    .join("");
  return new RegExp(`^${source}$`);
}

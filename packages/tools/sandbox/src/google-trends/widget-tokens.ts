import { hash, textHash } from "../random.ts";

const LIFETIME_MS = 3_600_000;
/** What may be changed in a widget's request. */
const FREE = new Set(["resolution", "includeLowSearchVolumeGeos"]);

/** Tokens that are good for one request each: made of it and of the time, so none is kept. */
export function createWidgetTokens(now: () => number, seed: number) {
  let notBefore = 0;
  const seal = (request: unknown, at: number): string => {
    const bound = Object.entries(Object(request)).filter(([name]) => !FREE.has(name));
    return hash(seed, textHash(JSON.stringify(bound)), at % 2 ** 31).toString(36);
  };
  return {
    sign(request: object): string {
      const at = Math.floor(now());
      return `APP6_UEAAAAA-${at.toString(36)}-${seal(request, at)}`;
    },
    isGood(token: string, request: unknown): boolean {
      const [, time = "", sealed] = /^APP6_UEAAAAA-(\w+)-(\w+)$/.exec(token) ?? [];
      const at = Number.parseInt(time, 36);
      const isAlive = at >= notBefore && at + LIFETIME_MS > now();
      return isAlive && sealed === seal(request, at);
    },
    expireAll(): void {
      notBefore = Math.floor(now()) + 1;
    },
  };
}

import type { Emulator } from "@brain/sandbox";

/** Puts a limit in front of an emulator that has none: so many requests in any so many milliseconds. */
export function limited(emulator: Emulator, allowed: number, perMs: number): Emulator {
  let arrivals: number[] = [];
  return {
    ...emulator,
    async fetch(request, wire) {
      const at = Date.now();
      arrivals = arrivals.filter((earlier) => earlier > at - perMs);
      if (arrivals.length < allowed) {
        arrivals.push(at);
        return emulator.fetch(request, wire);
      }
      await wire?.wait(emulator.latencyMs);
      return new Response(null, { status: 429 });
    },
  };
}

import { memoryBudget, type Source, type Window } from "@brain/core";
import { linkedinAds, type LinkedinAdsConfig } from "@brain/linkedin-ads";
import { linkedinAdsEmulator, sandboxCredentials } from "@brain/sandbox";
import { z } from "zod";
import { createClock } from "../let-pass.ts";
import { shapeDifferences } from "../same-shape.ts";

const listSchema = z.looseObject({ elements: z.array(z.unknown()).min(1) });

/** Reads a stream of the emulator, and gives the elements of the last list under this path, as they were sent. */
export async function emulatedElements(
  name: string,
  path: string,
  analytics?: LinkedinAdsConfig["analytics"],
  window?: Partial<Window>,
): Promise<readonly unknown[]> {
  const clock = createClock();
  const emulator = linkedinAdsEmulator({ now: clock.now });
  const { accessToken } = sandboxCredentials.linkedinAds;
  let elements: readonly unknown[] = [];
  const source: Source = linkedinAds(
    { accessToken, analytics, startDate: "2026-11-01" },
    {
      runtime: {
        clock,
        budget: memoryBudget(clock),
        fetch: async (...given) => {
          const request = new Request(...given);
          const answer = await emulator.fetch(request);
          if (new URL(request.url).pathname.endsWith(`/${path}`)) {
            ({ elements } = listSchema.parse(await answer.clone().json()));
          }
          return answer;
        },
      },
    },
  );
  const now = { to: new Date(clock.now() - 60_000).toISOString() };
  for await (const page of source.streams[name]?.read({ window: window ?? now }) ?? []) void page;
  return elements;
}

/** @throws when no element of the emulator's has the keys and types of the recorded one. */
export function checkShape(recorded: unknown, elements: readonly unknown[]): string {
  const found = elements.map((element) => shapeDifferences(recorded, element));
  const [closest = ["it has no elements"]] = found.toSorted((a, b) => a.length - b.length);
  if (closest.length > 0) throw new Error(`the emulator: ${closest.join("; ")}`);
  return "the emulator's answer alike";
}

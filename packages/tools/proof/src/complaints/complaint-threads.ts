/**
 * The numbers of the threads that a vendor's reference lists under its heading on complaints (`## 7. Complaints to
 * beat`), or in a line on them elsewhere (`Complaints: a/b#22`), each once, in order. A number alone is enough:
 * repositories are spelt in many ways.
 */
export function complaintThreads(reference: string): string[] {
  const sections = reference.split(/^## /m).filter((section) => /^[^\n]*complain/i.test(section));
  const lines = reference.match(/^complaints\b.*$/gim) ?? [];
  return [...new Set([...sections, ...lines].flatMap(threadsIn))];
}

/** `#22`, `PR 22`, `PR 22/33` and `#22–24`, which names 23 as well. */
function threadsIn(text: string): string[] {
  return [
    ...text.matchAll(/(?:#|\bPR )(?<first>\d+)(?<others>(?:\/\d+)*)(?:–(?<last>\d+))?/g),
  ].flatMap(({ groups }) => {
    const { first = "", others = "", last = first } = groups ?? {};
    const count = Math.max(1, Number(last) - Number(first) + 1);
    const range = Array.from({ length: count }, (_, index) => String(Number(first) + index));
    return [...range, ...others.split("/").filter((number) => number !== "")];
  });
}

/** The numbers of the threads that tests name in their titles: `[airbyte#43317] …`. */
export function provenThreads(titles: readonly string[]): Set<string> {
  return new Set(
    titles.flatMap((title) =>
      [...title.matchAll(/\[[\w.-]+#(?<number>\d+)\]/g)].map(
        ({ groups }) => groups?.["number"] ?? "",
      ),
    ),
  );
}

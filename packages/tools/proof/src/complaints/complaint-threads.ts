/**
 * The numbers of the threads that a vendor's reference lists under its heading on complaints (`## 7. Complaints to
 * beat`), each once, in order. A number alone is enough: repositories are spelt in many ways.
 */
export function complaintThreads(reference: string): string[] {
  const sections = reference.split(/^## /m).filter((section) => /^[^\n]*complain/i.test(section));
  const numbers = sections.flatMap((section) =>
    [...section.matchAll(/#(?<number>\d+)/g)].map(({ groups }) => groups?.["number"] ?? ""),
  );
  return [...new Set(numbers)];
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

/** Keeps the processor busy for so many milliseconds, as a transformation of a page would. */
export function workFor(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

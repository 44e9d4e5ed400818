const whole = new Intl.NumberFormat("en-US");
const ratio = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });

/** `1,203 records`, `1 record`. */
export function countOf(count: number, noun: string): string {
  return `${whole.format(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `95 %`; never rounded up to the whole: 99.99 % of something is not all of it. */
export function percentOf(part: number): string {
  const shown = part < 1 ? Math.min(part, 0.999) : part;
  return ratio.format(shown).replace("%", " %");
}

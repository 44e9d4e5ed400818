type Words<Text extends string> = Text extends `${infer Word} ${infer Rest}`
  ? Word | Words<Rest>
  : Text;

/** A list of names, typed by them. With quotes around each the lists are a good deal of what a bundle weighs. */
export function words<const Line extends string>(...lines: readonly Line[]): Words<Line>[] {
  // The type splits the lines as the code does.
  return lines.flatMap((line) => line.split(" ")) as Words<Line>[];
}

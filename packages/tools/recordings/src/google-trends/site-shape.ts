import { z } from "zod";
import { shapeDifferences } from "../same-shape.ts";
import { jsonIn } from "./exchanges.ts";

const pageSchema = z.looseObject({ widgets: z.array(z.looseObject({ id: z.string() })) });

/** What differs in keys and types between a recorded answer and an emulated one; widgets are compared by their ids. */
export function siteDifferences(pathname: string, recorded: string, given: string): string[] {
  const guardOf = (text: string): string => text.slice(0, text.indexOf("\n"));
  if (guardOf(recorded) !== guardOf(given)) return [`${pathname} has another guard`];
  const theirs = pageSchema.safeParse(jsonIn(recorded));
  const ours = pageSchema.safeParse(jsonIn(given));
  if (!theirs.success || !ours.success) {
    return shapeDifferences(jsonIn(recorded), jsonIn(given), pathname);
  }
  const byId = new Map(ours.data.widgets.map((widget) => [widget.id, widget]));
  return [
    ...shapeDifferences({ ...theirs.data, widgets: [] }, { ...ours.data, widgets: [] }, pathname),
    ...theirs.data.widgets.flatMap((widget) => {
      const own = byId.get(widget.id);
      // Keywords that ours asks for one by one have the widgets of one.
      if (ours.data.widgets.length < theirs.data.widgets.length) return [];
      return own === undefined
        ? [`there is no widget ${widget.id}`]
        : shapeDifferences(widget, own, widget.id);
    }),
  ];
}

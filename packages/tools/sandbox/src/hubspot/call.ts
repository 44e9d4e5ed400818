import { failure, type Reply } from "./answers.ts";
import { findObject, type ObjectName } from "./objects.ts";
import type { Portal } from "./portal.ts";
import type { SearchMemory } from "./search/search.ts";

/** What a route answers from. */
export interface Call {
  readonly portal: Portal;
  readonly memory: SearchMemory;
  readonly request: Request;
  readonly url: URL;
  /** The variable parts of the path by their names in the template. */
  readonly path: Readonly<Record<string, string>>;
}

/** The CRM object that a part of the path names; the router has seen to it that there is one. */
export const objectOf = ({ path }: Call, part: "object" | "from" | "to"): ObjectName =>
  findObject(path[part] ?? "")?.name ?? "contacts";

/** 404 for an id or name that is not there. */
export const notFound = (message: string): Reply => failure(404, "OBJECT_NOT_FOUND", message);

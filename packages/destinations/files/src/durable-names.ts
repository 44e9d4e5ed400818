import { syncFolder } from "./durable.ts";
import { nodeFileSystem } from "./file-system.ts";

/** Makes the name of a file that is new in a folder durable, where the platform lets folders be synced. */
export function makeNamesDurable(folder: string): Promise<void> {
  return syncFolder(nodeFileSystem, folder);
}

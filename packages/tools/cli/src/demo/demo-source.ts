import type { Emulator } from "@brain/sandbox";
import type { AnyConnector } from "../load-connector.ts";
import type { DemoScene } from "./demo-scene.ts";

/** An emulated vendor, and what happens there between the two runs. */
interface DemoVendor {
  readonly emulator: Emulator;
  /** Changes some data, and says in a few words what. */
  change(): string;
}

/** One source of the demo. */
export interface DemoSource {
  readonly title: string;
  readonly connector: AnyConnector;
  readonly streams: readonly string[];
  /** Beside credentials and addresses. */
  config?(scene: DemoScene): Readonly<Record<string, unknown>>;
  vendor(scene: DemoScene): DemoVendor;
}

// Node alone, and what telling costs.
import { onExit } from "../on-exit.ts";

onExit();

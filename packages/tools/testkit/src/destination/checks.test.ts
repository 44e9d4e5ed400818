import { describe } from "vitest";
import { memoryTarget } from "./memory.fixture.ts";
import { testDestination } from "./test-destination.ts";

describe("a destination without a fault", () => {
  testDestination({ name: "memory", target: memoryTarget });
});

import { describe, expect, test } from "vitest";
import { runBattery } from "../battery/run-battery.ts";
import { memoryDestination } from "../memory-destination.ts";
import { stateChecks } from "../state/checks.ts";
import { destinationChecks } from "./checks.ts";
import { destinationBattery } from "./destination-battery.ts";
import { brokenTarget } from "./broken.fixture.ts";
import { memoryTarget } from "./memory.fixture.ts";
import { inScene } from "./scene.ts";
import { tableFaults } from "./table-faults.fixture.ts";
import { runDestinationChecks, testDestination } from "./test-destination.ts";
import { unitFaults } from "./unit-faults.fixture.ts";

const faults = [...unitFaults, ...tableFaults];

describe("a destination without a fault", () => {
  testDestination({ name: "memory", target: memoryTarget });
});

test.for(faults)("the check %s catches a destination that %s", async ([name, , fault, said]) => {
  const [, check] = destinationChecks[name];

  const checking = inScene(brokenTarget(fault), async (scene) => check(scene));

  await expect(checking).rejects.toThrow(said);
});

test("every check has a broken destination that it catches", () => {
  const shown = new Set<string>(faults.map(([name]) => name));

  expect([...shown].toSorted()).toEqual(Object.keys(destinationChecks).toSorted());
});

test("a destination is asked for what it claims, and a report tells what it was not asked", async () => {
  const destination = memoryDestination({
    transactional: false,
    modes: ["append"],
    deletes: "none",
  });
  const target = () => ({ open: () => destination, rows: () => [] });

  const { results } = await runDestinationChecks({ name: "plain", target });

  const reasons = new Set(results.map(({ reason }) => reason));
  expect([...reasons]).toEqual(
    expect.arrayContaining([
      "it does not claim upsert",
      "it claims neither mirror nor replace",
      "it claims no deletes",
      "it is not transactional",
      "it keeps no checkpoints of its own",
    ]),
  );
});

test("the report names what is lacking with the reason, and a lack that is none as a failure", async () => {
  const target = () => brokenTarget({ books: (books) => ({ ...books, partition: "" }) });
  const lacks = { trace: "the format has no place for it" };
  const count = Object.keys({ ...destinationChecks, ...stateChecks }).length;

  const report = await runBattery(destinationBattery({ name: "memory", target, lacks }));
  const needless = await runDestinationChecks({ name: "memory", target: memoryTarget, lacks });

  expect(report).toMatchObject({ score: `${count} of ${count + 1}, 1 lacks`, ok: true, lacks });
  expect(needless).toMatchObject({ ok: false, failed: ["lacks"] });
});

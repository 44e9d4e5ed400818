import { memoryState, type Json, type StateStore } from "@brain/core";
import { describe, expect, test } from "vitest";
import { stateChecks, type StateCheckName } from "./checks.ts";
import { runStateStoreChecks, testStateStore } from "./test-state-store.ts";

/** One store, however often it is opened; broken by what `change` gives in place of its own. */
function target(change: (store: StateStore) => Partial<StateStore> = () => ({})) {
  const store = memoryState();
  const broken = { ...store, ...change(store) };
  return { open: () => broken };
}

describe("a state store without a fault", () => {
  testStateStore({ name: "memory", target });
});

type Change = (store: StateStore) => Partial<StateStore>;

/** Saves under whatever is due, so that nothing is ever refused. */
const saveAnyway: Change = (store) => ({
  async save(checkpoints) {
    for (const checkpoint of checkpoints) {
      const [stored] = await store.load(checkpoint, [checkpoint.partition]);
      await store.save([{ ...checkpoint, seq: (stored?.seq ?? 0) + 1 }]);
    }
  },
});

const values =
  (change: (store: StateStore["values"]) => Partial<StateStore["values"]>): Change =>
  (store) => ({ values: { ...store.values, ...change(store.values) } });

const broken: readonly (readonly [StateCheckName, string, Change, RegExp])[] = [
  [
    "state-saved",
    "loses the state",
    ({ load }) => ({
      load: async (scope, partitions) =>
        (await load(scope, partitions)).map((each) => each && { ...each, state: null }),
    }),
    /Of checkpoint "one": 1 rows are missing/,
  ],
  [
    "state-saved",
    "leaves out what there is not",
    ({ load }) => ({
      load: async (scope, partitions) => (await load(scope, partitions)).filter(Boolean),
    }),
    /Of 3 checkpoints asked for, 2 places came back/,
  ],
  ["state-seq", "takes any seq", saveAnyway, /A first seq of 2 was taken/],
  [
    "state-fence",
    "takes any fence",
    ({ save, lease }) => {
      let fence = 0;
      return {
        async lease(name, options) {
          const given = await lease(name, options);
          fence = given?.fence ?? fence;
          return given;
        },
        save: (checkpoints) => save(checkpoints.map((each) => ({ ...each, fence }))),
      };
    },
    /A late holder's save was taken/,
  ],
  [
    "state-fence",
    "removes under any fence",
    () => ({ remove: async () => 0 }),
    /A late holder's removal was taken/,
  ],
  [
    "state-all-or-none",
    "saves one by one",
    ({ save }) => ({
      async save(checkpoints) {
        for (const each of checkpoints) await save([each]);
      },
    }),
    /Of checkpoint "good": 1 are too many/,
  ],
  [
    "state-names",
    "folds case",
    ({ save, load }) => ({
      save: async (checkpoints) => {
        for (const each of checkpoints) {
          const partition = each.partition.toLowerCase();
          const [stored] = await load(each, [partition]);
          await save([{ ...each, partition, seq: (stored?.seq ?? 0) + 1 }]);
        }
      },
      load: (scope, partitions) =>
        load(
          scope,
          partitions.map((each) => each.toLowerCase()),
        ),
    }),
    /Of checkpoint "Ünïcode"/,
  ],
  [
    "state-listed",
    "stops after a thousand",
    ({ list }) => ({
      async *list(scope) {
        let count = 0;
        for await (const each of list(scope)) if (++count <= 1_000) yield each;
      },
    }),
    /1000 checkpoints are listed \(1000 different\), not 1502/,
  ],
  [
    "state-removed",
    "removes all",
    ({ remove }) => ({ remove: ({ pipeline }, fence) => remove({ pipeline }, fence) }),
    /Of the one checkpoint to remove, 4 were/,
  ],
  [
    "state-lease",
    "gives it to everyone",
    ({ lease }) => ({ lease: (name, options) => lease(`${name}${Math.random()}`, options) }),
    /held is given to another/,
  ],
  [
    "state-lease",
    "never frees it",
    ({ lease }) => ({
      async lease(name, options) {
        const given = await lease(name, options);
        return given && { ...given, release: async () => undefined };
      },
    }),
    /not free|can still be joined|is not given/,
  ],
  [
    "state-values",
    "swaps from any version",
    values(({ get, put }) => ({
      put: async (key, value) => put(key, value, (await get(key))?.version),
    })),
    /written over as if it were new/,
  ],
  [
    "state-values",
    "keeps the caller's own object",
    values(({ get, put }) => {
      const kept = new Map<string, Json>();
      return {
        async put(key, value, expected) {
          kept.set(key, value);
          return put(key, value, expected);
        },
        async get(key) {
          const found = await get(key);
          return found && { ...found, value: kept.get(key) ?? found.value };
        },
      };
    }),
    /came back as/,
  ],
];

test.for(broken)("the check %s catches a store that %s", async ([name, , change, said]) => {
  const [, check] = stateChecks[name];

  await expect(check(target(change))).rejects.toThrow(said);
});

test("every check has a broken store that it catches", () => {
  const shown = new Set<string>(broken.map(([name]) => name));

  expect([...shown].toSorted()).toEqual(Object.keys(stateChecks).toSorted());
});

test("a report has the score of a store", async () => {
  const report = await runStateStoreChecks({ name: "memory", target });

  expect(report).toMatchObject({ subject: "state store memory", ok: true, failed: [] });
  expect(report.score).toMatch(/^(\d+) of \1$/);
});

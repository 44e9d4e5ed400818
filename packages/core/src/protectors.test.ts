import { expect, test } from "vitest";
import { drop, mask } from "./protectors.ts";

const scope = { source: "crm", stream: "people" };

test("[EN-4] mask covers fields of any name, and only a record's own", async () => {
  type Odd = Record<"__proto__" | "constructor" | "toString", string>;
  const protector = mask<Odd, keyof Odd>("__proto__", "constructor", "toString");
  const whole = JSON.parse('{"__proto__":"ada","constructor":"bo","toString":"cy"}');

  const [masked, empty] = await protector.apply([whole, JSON.parse("{}")], scope);

  expect(JSON.stringify(masked)).toBe('{"__proto__":"***","constructor":"***","toString":"***"}');
  expect(JSON.stringify(empty)).toBe("{}");
  expect(Object.keys(whole)).toEqual(["__proto__", "constructor", "toString"]);
  expect(JSON.stringify(whole)).toContain('"ada"');
});

test("[EN-4] drop leaves nothing of a field of any name", async () => {
  type Odd = Record<"__proto__" | "constructor" | "id", string>;
  const protector = drop<Odd, "__proto__" | "constructor">("__proto__", "constructor");

  const [row] = await protector.apply(
    [JSON.parse('{"__proto__":"ada","constructor":"bo","id":"1"}')],
    scope,
  );

  expect(JSON.stringify(row)).toBe('{"id":"1"}');
});

import { expect, test } from "vitest";
import { checkExchange } from "./check-exchange.ts";
import { readOpenApi } from "./document.ts";

const document = readOpenApi(`
servers: [{ url: "https://{region}.example.com/api/v1" }]
paths:
  /shops/{id}/orders:
    parameters: [{ in: path, name: id, required: true, schema: { type: integer } }]
    get:
      parameters:
        - { in: query, name: unit, required: true, schema: { type: string, enum: [day, week] } }
        - $ref: "#/components/parameters/limit"
      responses:
        "200": { content: { application/json: { schema: { $ref: "#/components/schemas/orders" } } } }
    post:
      requestBody: { content: { application/x-www-form-urlencoded: { schema: { properties: { page: { type: integer } } } } } }
components:
  parameters: { limit: { in: query, name: limit, schema: { type: integer } } }
  schemas:
    orders:
      type: object
      required: [orders]
      properties: { orders: { type: array, items: { type: object, properties: { id: { type: integer }, note: { type: string, nullable: true } } } } }
      additionalProperties: { type: number }
`);

const url = (query: string): URL => new URL(`https://eu.example.com/api/v1/shops/7/orders${query}`);
const check = (query: string, answer: unknown, method = "GET", form = {}) =>
  checkExchange(document, { method, url: url(query), form, answer })?.differences;

test("what fits has no difference", () => {
  expect(
    check("?unit=day&limit=3", { orders: [{ id: 1, note: null, more: "x" }], total: 2 }),
  ).toEqual([]);
  expect(check("", undefined, "POST", { page: "1" })).toEqual([]);
});

test("an unknown path is none of the document's", () => {
  expect(check("", {}, "DELETE")).toBeUndefined();
});

test("every difference is told", () => {
  expect(
    check("?unit=year&limit=many&colour=red", { orders: [{ id: "1", note: 2 }], total: null }),
  ).toEqual([
    '$ is "year", none of day, week',
    "$ is number, not integer",
    "there is no parameter colour",
    "$.orders[0].id is string, not integer",
    "$.orders[0].note is number, not string",
    "$.* is null",
  ]);
  expect(check("", {})).toEqual(["parameter unit is missing", "$ lacks orders"]);
  expect(check("", undefined, "POST", { pages: "1" })).toEqual(["the form has no field pages"]);
});

import type { Runtime } from "@brain/core";
import { bearer, httpClient, oauthRefresh, type Auth, type RequestOptions } from "@brain/http";
import { z } from "zod";
import { hubspotBudgets } from "./allowance.ts";
import { apiPaths, tokenUrlOf } from "./api-paths.ts";
import { chosenProperties, type ResolvedHubspotConfig } from "./config.ts";
import { LIST_LIMIT, SEARCH_LIMIT } from "./limits.ts";
import type { CrmObjectName } from "./objects.ts";
import { selected, type PropertyDefinition } from "./properties.ts";
import type { RawObject } from "./to-record.ts";
import { classify } from "./vendor-errors.ts";
import { customObjectSchema, findCustomObject, type CustomObject } from "./custom-objects.ts";

/** One page of a list; `next` is the token of the page after it. */
export interface ListPage<T> {
  readonly results: readonly T[];
  readonly next: string | undefined;
}

export interface SearchPage extends ListPage<RawObject> {
  readonly total: number | undefined;
}

export interface ListQuery {
  readonly properties?: readonly string[] | undefined;
  readonly archived?: boolean | undefined;
  readonly after?: string | undefined;
}

/** One filter of a search; those of one search all hold. */
export interface SearchFilter {
  readonly propertyName: string;
  readonly operator: "GTE" | "LT" | "GT";
  readonly value: string;
}

/** What was asked for, from where on: an id, or an id and the token of the next part of its links. */
export interface AssociationInput {
  readonly id: string;
  readonly after?: string | undefined;
}

/** HubSpot's CRM, as far as it is read. Lives as long as one scope. */
export type HubspotClient = ReturnType<typeof createHubspotClient>;

/** A client of HubSpot's CRM API ({@link https://developers.hubspot.com/docs/api-reference/latest/overview}, read 2026-11-24). */
export function createHubspotClient(config: ResolvedHubspotConfig, runtime: Runtime) {
  const { budgets, allowance } = hubspotBudgets(runtime);
  const http = httpClient(
    {
      baseUrl: config.baseUrl,
      auth: authOf(config),
      http: config.http,
      budgets,
      allowance,
      classify: (response, body) => classify(response, body, runtime.clock),
    },
    runtime,
  );
  const paths = apiPaths(config.apiVersion);
  const get = async <T>(path: string, endpoint: string, query: RequestOptions["query"] = {}) => {
    const { body } = await http.json(path, { query, endpoint, shape: hasResults });
    return toPage<T>(body);
  };
  const schemas = async (): Promise<readonly CustomObject[]> => {
    const { results } = await get<unknown>(paths.schemas(), "/crm-object-schemas/schemas");
    return z.array(customObjectSchema).parse(results);
  };
  /** What the path says: HubSpot refuses the name of a custom object that it shows, and takes its type's id. */
  const pathOf = async (object: string): Promise<string> => {
    const custom = config.customObjects?.[object];
    if (custom === undefined) return object;
    const found = runtime.once("@brain/hubspot custom objects", schemas);
    return findCustomObject(await found, custom.object ?? object).objectTypeId;
  };
  const allDefinitions = async (object: string): Promise<readonly PropertyDefinition[]> =>
    (
      await get<PropertyDefinition>(
        paths.properties(await pathOf(object)),
        "/crm/properties/{object}",
      )
    ).results;

  return {
    /** A page of an object's records; undefined: the address would be too long for so many properties. */
    async list(object: string, query: ListQuery): Promise<ListPage<RawObject> | undefined> {
      const { status, body } = await http.json(paths.objects(await pathOf(object)), {
        query: {
          limit: LIST_LIMIT,
          archived: query.archived === true ? true : undefined,
          after: query.after,
          properties: query.properties?.join(","),
        },
        expect: [414],
        shape: (answer) => answer === undefined || hasResults(answer),
        endpoint: "/crm/objects/{object}",
      });
      return status === 414 ? undefined : toPage<RawObject>(body);
    },

    async search(
      object: string,
      query: {
        readonly filters: readonly SearchFilter[];
        readonly properties: readonly string[];
        readonly after: string;
      },
    ): Promise<SearchPage> {
      const { filters, properties, after } = query;
      const { body } = await http.json(paths.search(await pathOf(object)), {
        json: {
          filterGroups: [{ filters }],
          sorts: [{ propertyName: "hs_object_id", direction: "ASCENDING" }],
          properties,
          limit: SEARCH_LIMIT,
          after,
        },
        readOnly: true,
        budget: "search",
        shape: hasResults,
        endpoint: "/crm/objects/{object}/search",
      });
      const { total } = body;
      return { ...toPage<RawObject>(body), total: typeof total === "number" ? total : undefined };
    },

    /** Records by id, in any order; those that are gone are left out. */
    async batchRead(
      object: string,
      ids: readonly string[],
      properties: readonly string[],
      kind: "properties" | "propertiesWithHistory" = "properties",
    ): Promise<readonly RawObject[]> {
      const { body } = await http.json(paths.batchRead(await pathOf(object)), {
        json: { inputs: ids.map((id) => ({ id })), properties: [], [kind]: properties },
        readOnly: true,
        // Some may be gone; others than those asked for are another request's answer.
        shape: (answer) => hasResults(answer) && isAnswerTo(ids, toPage<RawObject>(answer).results),
        endpoint: "/crm/objects/{object}/batch/read",
      });
      return toPage<RawObject>(body).results;
    },

    /** The whole answer: its errors say which inputs have no links, and which could not be read. */
    async associations(
      from: CrmObjectName,
      to: CrmObjectName,
      inputs: readonly AssociationInput[],
    ): Promise<unknown> {
      const { body } = await http.json(paths.associations(from, to), {
        json: { inputs },
        readOnly: true,
        shape: hasResults,
        endpoint: "/crm/associations/{from}/{to}/batch/read",
      });
      return body;
    },

    owners: ({ archived, after }: ListQuery) =>
      get<object>(paths.owners(), "/crm/owners", { limit: LIST_LIMIT, archived, after }),

    async pipelines(object: CrmObjectName): Promise<readonly object[]> {
      return (await get<object>(paths.pipelines(object), "/crm/pipelines/{object}")).results;
    },

    /** As they are now. */
    definitions: allDefinitions,

    /** Those that the config asks for, asked of HubSpot once per source. */
    properties: (object: string): Promise<readonly PropertyDefinition[]> =>
      runtime.once(`@brain/hubspot properties ${object}`, async () =>
        selected(object, await allDefinitions(object), chosenProperties(config, object)),
      ),

    /** The account's custom objects. */
    schemas,

    /** The streams of custom objects that the config asks for. */
    customStreams: Object.keys(config.customObjects ?? {}),
  };
}

function authOf(config: ResolvedHubspotConfig): Auth | undefined {
  const { accessToken, clientId, clientSecret, refreshToken } = config;
  if (accessToken !== undefined) return bearer(accessToken);
  // The config's own check has made sure that both are there; without them HubSpot would answer 401.
  if (clientId === undefined || clientSecret === undefined) return undefined;
  return oauthRefresh({
    clientId,
    clientSecret,
    refreshToken,
    tokenUrl: tokenUrlOf({ ...config }),
  });
}

/** An answer without a list is no empty list, whatever its status. */
function hasResults(body: unknown): boolean {
  return typeof body === "object" && body !== null && Array.isArray(Reflect.get(body, "results"));
}

function isAnswerTo(ids: readonly string[], results: readonly RawObject[]): boolean {
  return results.length === 0 || results.some(({ id }) => ids.includes(id));
}

interface Listed<T> {
  readonly results: readonly T[];
  readonly paging?: { readonly next?: { readonly after?: string | number | null } | null } | null;
}

/** `hasResults` has seen the list; its members are a claim that the stream's schema judges. */
function toPage<T>(body: Listed<T>): ListPage<T> {
  const after = body.paging?.next?.after ?? "";
  return { results: body.results, next: after === "" ? undefined : String(after) };
}

import { withBody } from "./bodies.ts";
import type { pageFaults } from "./fault-names.ts";
import { createPageMemory, type KnownPage } from "./page-memory.ts";
import { askingFor, pageOf, readPage, writePage, type PageAnswer } from "./page-shape.ts";
import type { FaultPaging } from "./fault-schedule.ts";
import type { ActiveRule, Fault, FaultFamily, Handler, Scene } from "./scene.ts";

/** Of the page before, so much comes again where pages overlap. */
const OVERLAP = 1 / 3;

/** What a page fault is made of. */
interface Bend {
  readonly scene: Scene;
  readonly series: string;
  readonly token: string;
  readonly answer: Response;
  readonly page: PageAnswer;
  readonly before: KnownPage | undefined;
}

/** Another page in the place of the right one; undefined: it cannot be given here. */
type Bent = { readonly records: readonly unknown[]; readonly next: string | undefined } | undefined;

/**
 * Pages that come twice, overlap, change places or lead round. No record is kept back: a page that another one came in
 * place of is given under the next token, so that a client that reads on gets everything.
 */
export function createPageFaults(
  paging: FaultPaging,
  handler: Handler,
): FaultFamily<(typeof pageFaults)[number]> & { readonly handler: Handler } {
  const memory = createPageMemory();
  /** Tokens that the server does not know, by the ones that they stand for. */
  const aliases = new Map<string, string>();
  /** Answers that were put off, by the token that asks for them. */
  const postponed = new Map<string, Response>();
  const counted = paging.next === undefined;

  const aliasOf = (token: string): string => {
    const alias = btoa(`again:${aliases.size}:${token}`);
    aliases.set(alias, token);
    return alias;
  };
  const bending =
    (bend: (parts: Bend) => Bent | Promise<Bent>): Fault =>
    async (scene: Scene, rule: ActiveRule) => {
      const { series, token = "" } = await pageOf(scene.request, paging);
      const before = memory.before(series, token);
      const again = scene.request.clone();
      const answer = await scene.ask();
      const page = await readPage(answer, paging);
      if (page === undefined) return answer;
      const parts = { scene: { ...scene, request: again }, series, token, answer, page, before };
      const bent = await bend(parts);
      if (bent === undefined) return answer;
      scene.note(rule);
      await answer.body?.cancel();
      // Where pages are counted the client goes on from what it was given.
      if (counted) memory.add(series, { token, next: undefined, records: bent.records });
      return withBody(answer, writePage(page, paging, bent.records, bent.next));
    };

  return {
    handler: async (request, wire) => {
      const { series, token = "" } = await pageOf(request, paging);
      const answer = await handler(request, wire);
      const page = await readPage(answer, paging);
      if (page !== undefined) {
        memory.add(series, { token, next: page.next, records: page.records });
      }
      return answer;
    },
    async standing({ request }) {
      const { series, token } = await pageOf(request, paging);
      if (token === undefined) return undefined;
      const answer = postponed.get(`${series} ${token}`);
      if (answer !== undefined) return answer.clone();
      const known = aliases.get(token);
      return known === undefined
        ? undefined
        : askingFor(request, paging, known === "" ? undefined : known);
    },
    faults: {
      "duplicate-page": bending(({ before, token }) =>
        before === undefined
          ? undefined
          : { records: before.records, next: counted ? undefined : aliasOf(token) },
      ),
      "overlapping-pages": bending(({ before, page }) => {
        if (before === undefined) return undefined;
        const from = Math.floor(before.records.length * (1 - OVERLAP));
        return { records: [...before.records.slice(from), ...page.records], next: page.next };
      }),
      "out-of-order-page": bending(async ({ scene, series, answer, page }) => {
        if (page.next === undefined) return undefined;
        const later = await scene.ask(await askingFor(scene.request, paging, page.next));
        const after = await readPage(later, paging);
        if (after === undefined) return undefined;
        const first = writePage(after, paging, page.records, after.next);
        postponed.set(`${series} ${page.next}`, withBody(answer, first));
        return { records: after.records, next: page.next };
      }),
      "empty-page": bending(({ token }) =>
        counted ? undefined : { records: [], next: aliasOf(token) },
      ),
      "repeated-token": bending(({ token, page }) =>
        token === "" ? undefined : { records: page.records, next: token },
      ),
      "token-cycle": bending(({ series, token, page }) => {
        const next = memory.earlierToken(series, token);
        return next === undefined ? undefined : { records: page.records, next };
      }),
    },
  };
}

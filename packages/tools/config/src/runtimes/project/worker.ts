import { readTwoPages } from "./read-two-pages.ts";

/** An edge worker: the sandbox comes as JSON in the body, the report goes out the same way. */
export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await readTwoPages(await request.json()));
  },
};

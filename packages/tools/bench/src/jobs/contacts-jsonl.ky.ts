// What reading and writing contacts costs with the client that ours is built on, when nothing else is done.
import { job } from "../job.ts";
import { contactPagesByKy } from "./contact-pages-by-ky.ts";
import { writePages } from "./write-pages.ts";

await job(({ url, folder, number }) =>
  writePages(folder, contactPagesByKy(`${url}/${number("contacts")}`)),
);

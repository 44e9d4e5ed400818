// The raw loop: what reading and writing contacts costs when nothing else is done.
import { job } from "../job.ts";
import { contactPages } from "./contact-pages.ts";
import { writePages } from "./write-pages.ts";

await job(({ url, folder, number }) =>
  writePages(folder, contactPages(`${url}/${number("contacts")}`)),
);

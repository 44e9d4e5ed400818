// The bare loop: each chunk cut at its line ends, each line parsed, nothing checked.
import { get, type IncomingMessage } from "node:http";
import { job } from "../job.ts";

await job(async ({ url }) => {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${url}/export`, resolve).on("error", reject);
  });
  response.setEncoding("utf8");
  let rest = "";
  let records = 0;
  for await (const chunk of response) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    const events = lines.map((line): unknown => JSON.parse(line));
    records += events.length;
  }
  return { records };
});

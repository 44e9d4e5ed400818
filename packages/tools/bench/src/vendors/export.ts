// An export of `lines` events as NDJSON, some 0.5 kB each.
import { once } from "node:events";
import { input } from "../job.ts";
import { listen } from "./listen.ts";
import { numberedBytes, place } from "./numbered-bytes.ts";

const CHUNK_LINES = 500;
const lines = input().number("lines");

const event = (index: number): string =>
  JSON.stringify({
    event: index % 3 === 0 ? "Signed Up" : "Lesson Completed",
    properties: {
      time: 1_767_600_000 + index,
      distinct_id: `learner-${place(index)}`,
      $insert_id: `${place(index)}-event`,
      $browser: "Chrome",
      $browser_version: 143,
      $city: "Zürich",
      $current_url: "https://school.example.com/courses/introduction-to-examples/lessons/12",
      $device_id: "18c2f0a1b2c3d4-0e5f6a7b8c9d0e-26001951-1fa400",
      $initial_referrer: "$direct",
      $os: "Mac OS X",
      $screen_height: 1_080,
      $screen_width: 1_920,
      course: `Course ${index % 40}`,
      minutes: (index % 90) + 0.5,
      mp_country_code: "CH",
      mp_processing_time_ms: 1_767_600_005_000 + index,
      passed: index % 2 === 0,
    },
  });
const chunk = numberedBytes(
  `${Array.from({ length: CHUNK_LINES }, (_, index) => event(index)).join("\n")}\n`,
);

listen(async (_request, response) => {
  response.setHeader("content-type", "application/x-ndjson");
  for (let line = 0; line < lines && !response.destroyed; line += CHUNK_LINES) {
    if (!response.write(chunk.from(line))) await once(response, "drain");
  }
  response.end();
});

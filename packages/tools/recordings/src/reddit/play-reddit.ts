import type { Source, Stream } from "@brain/core";
import { reddit, type RedditConfig } from "@brain/reddit";
import { createClock } from "../let-pass.ts";
import { playVendor, type Answers, type PlayedRequest } from "../vendor.ts";

/** A source in front of recorded answers. */
export interface PlayedReddit {
  readonly source: Source;
  readonly clock: ReturnType<typeof createClock>;
  readonly requests: readonly PlayedRequest[];
  stream(name: string): Stream;
}

const TOKEN = { access_token: "played-token", token_type: "bearer", expires_in: 86_400 };

/** Answers for data are the play's; a token is granted unless the play refuses it. */
export function playReddit(answers: Answers, config: Partial<RedditConfig> = {}): PlayedReddit {
  const clock = createClock();
  const vendor = playVendor((request) => {
    const answer = answers(request);
    if (answer !== undefined) return answer;
    return request.url.pathname.endsWith("/access_token") ? Response.json(TOKEN) : undefined;
  });
  const source: Source = reddit(
    {
      clientId: "played",
      clientSecret: "played-secret",
      userAgent: "node:played:v1.0.0 (by /u/played)",
      ...config,
    },
    { runtime: { clock, fetch: vendor.fetch } },
  );
  return {
    source,
    clock,
    requests: vendor.requests,
    stream(name) {
      const stream = source.streams[name];
      if (stream === undefined) throw new Error(`the source has no stream ${name}`);
      return stream;
    },
  };
}

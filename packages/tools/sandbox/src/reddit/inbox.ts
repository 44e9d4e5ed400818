import type { Item } from "./listing.ts";

/** Messages to the account, computed from their numbers; later ones are added. */
export interface Inbox {
  /** Newest first. */
  items(): Item[];
  /** So many messages come in now. */
  receive(count: number): void;
}

const FIRST = 80_000_000;
const EVERY_S = 7_200;

export function createInbox(messages: number, username: string, now: () => number): Inbox {
  const startS = Math.floor(now() / 1_000);
  const later: number[] = [];
  return {
    items: () =>
      Array.from({ length: messages + later.length }, (_, index) => {
        const number = messages + later.length - 1 - index;
        const id = (FIRST + number).toString(36);
        const made = later[number - messages] ?? startS - (messages - number) * EVERY_S;
        const data = {
          id,
          name: `t4_${id}`,
          author: `sandbox_user_${number % 40}`,
          author_fullname: `t2_${(50_000 + (number % 40)).toString(36)}`,
          dest: username,
          subject: `Question ${number}`,
          body: `Message number ${number} & its text.`,
          body_html: `<div class="md"><p>Message number ${number}.</p></div>`,
          created: made,
          created_utc: made,
          new: number >= messages,
          was_comment: false,
          parent_id: null,
          subreddit: null,
          replies: "",
          context: "",
          distinguished: null,
          first_message: null,
          first_message_name: null,
          likes: null,
          num_comments: null,
          score: 0,
          associated_awarding_id: null,
          type: "unknown",
        };
        return { fullname: data.name, thing: () => ({ kind: "t4", data }) };
      }),
    receive(count) {
      for (let number = 0; number < count; number++) later.push(Math.floor(now() / 1_000));
    },
  };
}

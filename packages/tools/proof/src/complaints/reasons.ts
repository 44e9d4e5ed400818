/** Threads that no test names, by vendor, each with the reason: what it is about is not of ours, or is held elsewhere. */
export const reasons: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "google-trends": {
    "636":
      "pytrends#636 asks whether that library is still maintained, which no test of ours can show.",
  },
  teachable: {
    "2874":
      "activepieces#2874 asks for an action that enrolls a user: writing, which a source does not.",
  },
};

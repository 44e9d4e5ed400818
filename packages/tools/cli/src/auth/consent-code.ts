import { AuthError } from "@brain/core";

/**
 * The code in what the vendor's consent page sent back.
 *
 * @throws AuthError `auth_failed` when the user refused, or the answer is not to our question.
 */
export function consentCode(answer: URLSearchParams, state: string): string {
  if (answer.get("state") !== state) {
    throw new AuthError({
      code: "auth_failed",
      message: "The answer is not to this question: its `state` is another one.",
      hint: "Take the address of this call, not of an earlier one. If you did, somebody else may have sent the answer.",
    });
  }
  const error = answer.get("error");
  const code = answer.get("code");
  if (error === null && code !== null && code !== "") return code;
  throw new AuthError({
    code: "auth_failed",
    message: `The consent was not given: ${wordOf(error)}${descriptionOf(answer)}.`,
    hint: hintOf(error),
    context: { error },
  });
}

function wordOf(error: string | null): string {
  if (error === null) return "the answer has no code";
  return /^[\w.-]{1,60}$/.test(error) ? error : "for an unreadable reason";
}

function descriptionOf(answer: URLSearchParams): string {
  const description = answer.get("error_description")?.slice(0, 200).replace(/\.$/, "");
  return description === undefined || description === "" ? "" : ` (${description})`;
}

function hintOf(error: string | null): string {
  if (error?.includes("scope") === true) {
    return "The application may not ask for one of these scopes: grant it in the vendor's settings of the application, or leave out --scope.";
  }
  return "Run the command again, and allow the application what it asks for.";
}

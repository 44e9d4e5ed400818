import { clause, type ClauseGroup } from "./clause.ts";

/** Of personal data, of who may do what, and of what is recorded. */
export const trustClauses: readonly ClauseGroup[] = [
  {
    title: "Encryption",
    clauses: [
      clause(
        "EN-1",
        "An encrypted value is AES-256-GCM under a random nonce, bound to its tenant, source, stream and field: moved elsewhere it does not open. Fernet tokens are the standard's.",
      ),
      clause(
        "EN-2",
        "Data keys are random and kept wrapped by your key-encryption key; each encrypts for one process, at most 2^30 values and one day.",
      ),
      clause(
        "EN-3",
        "A key is active, then only decrypts, then is destroyed. Rotation goes on after a kill while readers work; whatever is wrong with a token, the error is the same.",
      ),
      clause(
        "EN-4",
        "Where personal data cannot be encrypted, it is not written, cached, logged or quarantined in clear.",
      ),
      clause(
        "EN-5",
        "Null stays null, missing stays missing, and a decrypted value has the type it had; a text that merely looks encrypted is encrypted as the text it is.",
      ),
      clause(
        "EN-6",
        "A pseudonym keeps equal values equal, so that tables join; fields of few values are refused, since how often each comes gives them away.",
      ),
      clause(
        "EN-7",
        "Cryptography is `node:crypto`'s alone, with whole tags and nonces that nobody can pass in; published vectors hold.",
      ),
    ],
  },
  {
    title: "Access",
    clauses: [
      clause(
        "AC-1",
        "Whoever and whatever is unknown is denied and recorded, in the function that acts and not only at the command line.",
      ),
      clause(
        "AC-2",
        "The roles are the guide's and can be replaced; nobody can give a role that may more than their own, and the last who manages users stays.",
      ),
    ],
  },
  {
    title: "Audit log",
    clauses: [
      clause(
        "AD-1",
        "Each entry says who did what to what, when, from where and how it ended, without secrets.",
      ),
      clause(
        "AD-2",
        "Entries are chained by their hashes and anchored in a second place: `brain audit verify` names the first that was edited, deleted, inserted, swapped or cut off.",
      ),
      clause(
        "AD-3",
        "A privileged act does not happen when its entry cannot be written; ordinary runs go on, and their entries follow.",
      ),
    ],
  },
];

import { ABOUT, type Files } from "../play-all.ts";
import { playVectors } from "./play-vectors.ts";

export const aesGcmFiles: Files = {
  "aes-gcm/README.md": ABOUT,
  "aes-gcm/nist-256.json": {
    proves:
      "key, IV and associated data make NIST's ciphertext and tag, which open; forged ones do not",
    play: playVectors,
  },
};

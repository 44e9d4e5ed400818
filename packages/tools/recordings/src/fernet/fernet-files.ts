import { ABOUT, type Files } from "../play-all.ts";
import { playInterop, playRotation, playSealed, playVerified } from "./play-fernet.ts";

export const fernetFiles: Files = {
  "fernet/README.md": ABOUT,
  "fernet/generate.json": {
    proves: "the specification's key, IV and time make its token",
    play: playSealed,
  },
  "fernet/verify.json": {
    proves: "the specification's token opens within its ttl",
    play: playVerified,
  },
  "fernet/interop.json": {
    proves: "Python's tokens are made byte by byte, and open",
    play: playInterop,
  },
  "fernet/rotation.json": {
    proves: "all keys read, the first writes; a rotated token keeps message and time",
    play: playRotation,
  },
};

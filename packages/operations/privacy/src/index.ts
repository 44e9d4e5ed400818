/** Encrypts and pseudonymises personal data within a flow, with keys that rotate and can be destroyed. @packageDocumentation */
export {
  createPrivacy,
  type Decryption,
  type Privacy,
  type PrivacyOptions,
} from "./create-privacy.ts";
export type { Opened } from "./decrypt.ts";
export { createFernet, type Fernet, type FernetOptions } from "./fernet/fernet.ts";
export { createFernetKey } from "./fernet/fernet-key.ts";
export { fernetEncrypt } from "./fernet/fernet-encrypt.ts";
export { fileKeys } from "./file-keys.ts";
export type { Coarseness, TextKey } from "./generalise.ts";
export type { KeyContext, KeyProvider } from "./key-provider.ts";
export { envKey, fileKey, functionKey } from "./key-providers.ts";
export type { KeyPurpose, KeyRecord, KeyState } from "./key-record.ts";
export type { ActiveKey } from "./active-keys.ts";
export { keyring, type Keyring, type KeyringOptions } from "./keyring.ts";
export type { ManyValued } from "./low-cardinality.ts";
export type { Normaliser } from "./normalise.ts";
export type { PseudonymOptions } from "./pseudonymise.ts";
export type { Replaced, WithReplaced } from "./replace-fields.ts";
export { rewrapKeys } from "./rotate/rewrap-keys.ts";
export {
  rotateKeys,
  type RotateOptions,
  type RotationProgress,
  type RotationReport,
} from "./rotate/rotate-keys.ts";
export type { HeldKey } from "./rotate/held-keys.ts";

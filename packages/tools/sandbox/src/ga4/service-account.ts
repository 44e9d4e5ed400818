/** A key file as Google Cloud writes it. */
export interface ServiceAccount {
  readonly type: "service_account";
  readonly project_id: string;
  readonly private_key_id: string;
  /** PKCS #8 in PEM. */
  readonly private_key: string;
  readonly client_email: string;
  readonly client_id: string;
  readonly token_uri: string;
}

/** A service account and the public key that proves its signatures. */
export interface SigningAccount {
  readonly account: ServiceAccount;
  readonly publicKey: CryptoKey;
}

/** What RS256 means to Web Crypto. */
export const RS256 = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** A service account with a new key. */
export async function createServiceAccount(): Promise<SigningAccount> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(
    { ...RS256, modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) },
    true,
    ["sign", "verify"],
  );
  const bytes = new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey));
  const base64 = btoa(String.fromCharCode(...bytes));
  const lines = base64.match(/.{1,64}/g) ?? [];
  const account: ServiceAccount = {
    type: "service_account",
    project_id: "brain-sandbox",
    private_key_id: "sandbox-key-1",
    private_key: ["-----BEGIN PRIVATE KEY-----", ...lines, "-----END PRIVATE KEY-----", ""].join(
      "\n",
    ),
    client_email: "reader@brain-sandbox.iam.gserviceaccount.com",
    client_id: "100000000000000000001",
    token_uri: "https://oauth2.googleapis.com/token",
  };
  return { account, publicKey };
}

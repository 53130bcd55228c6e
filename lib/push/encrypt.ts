import { createCipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";

/*
 * Messages for one browser, encrypted so that its push service cannot read them: RFC 8291 (keys), RFC 8188 (encoding
 * aes128gcm).
 */

/** Keys of a subscription, as its browser made them; base64url. */
export interface BrowserKeys {
  p256dh: string;
  auth: string;
}

/** All messages have this length, so that it says nothing of what is in them. */
const PADDED = 1_024;
const RECORD = 4_096;
const TAG_BYTES = 16;

const decode = (text: string) => Buffer.from(text, "base64url");
const derive = (secret: Buffer, salt: Buffer, info: Buffer | string, length: number) =>
  Buffer.from(hkdfSync("sha256", secret, salt, info, length));

/** Encrypts a message for a browser. `made`: our key, the salt and the length, for the example of the RFC. */
export function encrypt(
  message: Buffer,
  { p256dh, auth }: BrowserKeys,
  made: { key?: Buffer; salt?: Buffer; padded?: number } = {},
): Buffer {
  const theirs = decode(p256dh);
  const ours = createECDH("prime256v1");
  if (made.key) ours.setPrivateKey(made.key);
  else ours.generateKeys();
  const shared = ours.computeSecret(theirs);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), theirs, ours.getPublicKey()]);
  const secret = derive(shared, decode(auth), info, 32);
  const salt = made.salt ?? randomBytes(16);
  const cipher = createCipheriv(
    "aes-128-gcm",
    derive(secret, salt, "Content-Encoding: aes128gcm\0", 16),
    derive(secret, salt, "Content-Encoding: nonce\0", 12),
    { authTagLength: TAG_BYTES },
  );
  // The last record ends with 2 and zeros.
  const zeros = Math.max(0, (made.padded ?? PADDED) - message.length);
  const record = Buffer.concat([message, Buffer.from([2]), Buffer.alloc(zeros)]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(RECORD, 0);
  head.writeUInt8(ours.getPublicKey().length, 4);
  return Buffer.concat([
    salt,
    head,
    ours.getPublicKey(),
    cipher.update(record),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

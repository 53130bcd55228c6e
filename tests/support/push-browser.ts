import { createDecipheriv, createECDH, createHmac, randomBytes } from "node:crypto";

const hmac = (key: Buffer, ...parts: (Buffer | string)[]) =>
  createHmac("sha256", key)
    .update(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
    .digest();

/** A browser that subscribed: its keys, and how it reads what arrives (RFC 8291, step by step). */
export function makePushBrowser() {
  const own = createECDH("prime256v1");
  own.generateKeys();
  const auth = randomBytes(16);
  const text = (bytes: Buffer) => bytes.toString("base64url");
  return {
    keys: { p256dh: text(own.getPublicKey()), auth: text(auth) },
    read(message: Buffer): unknown {
      const salt = message.subarray(0, 16);
      const length = message.readUInt8(20);
      const theirs = message.subarray(21, 21 + length);
      const sealed = message.subarray(21 + length, -16);
      const secret = hmac(
        hmac(auth, own.computeSecret(theirs)),
        "WebPush: info\0",
        own.getPublicKey(),
        theirs,
        "\x01",
      );
      const derived = hmac(salt, secret);
      const key = hmac(derived, "Content-Encoding: aes128gcm\0\x01").subarray(0, 16);
      const nonce = hmac(derived, "Content-Encoding: nonce\0\x01").subarray(0, 12);
      const decipher = createDecipheriv("aes-128-gcm", key, nonce, { authTagLength: 16 });
      decipher.setAuthTag(message.subarray(-16));
      const record = Buffer.concat([decipher.update(sealed), decipher.final()]);
      return JSON.parse(record.subarray(0, record.lastIndexOf(2)).toString("utf8"));
    },
  };
}

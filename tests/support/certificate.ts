import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/*
 * A certificate for this machine, made when tests run: a committed one would end some day, and its key would be public. As
 * node:crypto makes keys and no certificates, its few parts are written here (X.509, RFC 5280, in DER).
 */

/** One value of DER: its tag, its length, its bytes. */
function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const bytes = body.length.toString(16).padStart(2, "0");
  const length = Buffer.from(bytes.length % 2 === 0 ? bytes : `0${bytes}`, "hex");
  const head = body.length < 128 ? [tag, body.length] : [tag, 0x80 | length.length, ...length];
  return Buffer.concat([Buffer.from(head), body]);
}

const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const bits = (bytes: Uint8Array) => der(0x03, Buffer.from([0]), bytes);
const octets = (bytes: Uint8Array) => der(0x04, bytes);
/** An object identifier, by its bytes. */
const oid = (...bytes: number[]) => der(0x06, Buffer.from(bytes));
const TRUE = der(0x01, Buffer.from([0xff]));

const ECDSA_WITH_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const BASIC_CONSTRAINTS = oid(0x55, 0x1d, 0x13);
const SUBJECT_ALT_NAME = oid(0x55, 0x1d, 0x11);

/** A moment as UTCTime, "261202033728Z". */
const moment = (at: Date) =>
  der(
    0x17,
    Buffer.from(
      at
        .toISOString()
        .replace(/[-:T]|\.\d+/g, "")
        .slice(2),
      "ascii",
    ),
  );

/** Makes a self-signed certificate for `localhost` and 127.0.0.1, valid since yesterday and for two days, and its key; PEM. */
export function makeCertificate(now: Date = new Date()): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const day = 86_400_000;
  const name = sequence(der(0x31, sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from("localhost")))));
  const names = sequence(der(0x82, Buffer.from("localhost")), der(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = sequence(
    sequence(BASIC_CONSTRAINTS, TRUE, octets(sequence(TRUE))),
    sequence(SUBJECT_ALT_NAME, octets(names)),
  );
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    // The first byte keeps the number positive, and without a leading zero.
    der(0x02, Buffer.from([0x55]), randomBytes(15)),
    ECDSA_WITH_SHA256,
    name,
    sequence(moment(new Date(now.getTime() - day)), moment(new Date(now.getTime() + 2 * day))),
    name,
    publicKey.export({ format: "der", type: "spki" }),
    der(0xa3, extensions),
  );
  const certificate = sequence(signed, ECDSA_WITH_SHA256, bits(sign("sha256", signed, privateKey)));
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
  };
}

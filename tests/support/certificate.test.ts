import { X509Certificate } from "node:crypto";
import { expect, it } from "vitest";
import { makeCertificate } from "./certificate";

it("is a certificate of today for this machine, signed by its own key", () => {
  const now = new Date("2027-03-01T12:00:00Z");
  const { cert, key } = makeCertificate(now);
  const read = new X509Certificate(cert);
  expect(read.verify(read.publicKey)).toBe(true);
  expect([read.ca, read.subject, read.subjectAltName]).toEqual([
    true,
    "CN=localhost",
    "DNS:localhost, IP Address:127.0.0.1",
  ]);
  expect([new Date(read.validFrom), new Date(read.validTo)]).toEqual([
    new Date("2027-02-28T12:00:00Z"),
    new Date("2027-03-03T12:00:00Z"),
  ]);
  expect(makeCertificate(now).key).not.toBe(key);
});

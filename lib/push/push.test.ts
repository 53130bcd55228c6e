import { createPublicKey, verify } from "node:crypto";
import { expect, it } from "vitest";
import { setEnvironment } from "@/tests/support/accounts";
import { encrypt } from "./encrypt";
import { AllowPush } from "./model";
import { proofFor, pushKey } from "./vapid";

process.env.DATABASE_URL ??= "postgres://placeholder";
const of = (text: string) => Buffer.from(text, "base64url");

it("encrypts like the example of RFC 8291", () => {
  const keys = {
    p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth: "BTBZMqHH6r4Tts7J_aSIgg",
  };
  const made = {
    key: of("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
    salt: of("DGv6ra1nlYgDCS1FRnbzlw"),
    padded: 0,
  };
  const text = "When I grow up, I want to be a watermelon";
  expect(encrypt(Buffer.from(text), keys, made).toString("base64url")).toBe(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
  // The length says nothing of the text.
  expect(new Set(["", text].map((one) => encrypt(Buffer.from(one), keys).length)).size).toBe(1);
});

it("proves to a service that this site sends, for half a day", () => {
  setEnvironment({ AUTH_SECRET: "a secret of the tests, which signs nothing real" });
  const now = new Date("2026-12-01T00:00:00Z");
  const [, token = "", key = ""] =
    /^vapid t=(\S+), k=(\S+)$/.exec(proofFor(new URL("https://push.example.org/x/y"), now)) ?? [];
  expect(key).toBe(pushKey());
  const [head = "", claims = "", signature = ""] = token.split(".");
  expect(JSON.parse(of(head).toString())).toEqual({ typ: "JWT", alg: "ES256" });
  expect(JSON.parse(of(claims).toString())).toEqual({
    aud: "https://push.example.org",
    exp: now.getTime() / 1000 + 43_200,
    sub: expect.stringMatching(/^mailto:\S+@\S+$/),
  });
  const point = of(key);
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const publicKey = createPublicKey({ format: "jwk", key: jwk });
  const signed = { key: publicKey, dsaEncoding: "ieee-p1363" } as const;
  expect(verify("sha256", Buffer.from(`${head}.${claims}`), signed, of(signature))).toBe(true);
});

it("takes secure addresses and keys of the right length only", () => {
  const keys = { p256dh: "B".repeat(87), auth: "a".repeat(22) };
  const takes = (given: object) =>
    AllowPush.safeParse({ endpoint: "https://push.example.org/x", ...keys, ...given }).success;
  expect(takes({})).toBe(true);
  for (const endpoint of [
    "http://push.example.org/x",
    "https://user@push.example.org/x",
    "file:///etc/passwd",
    "/api/me",
    `https://push.example.org/${"x".repeat(1_000)}`,
  ])
    expect(takes({ endpoint }), endpoint).toBe(false);
  expect([takes({ auth: "a".repeat(21) }), takes({ p256dh: `${"B".repeat(86)}=` })]).toEqual([false, false]);
});

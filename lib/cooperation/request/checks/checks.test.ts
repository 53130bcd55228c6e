import { describe, expect, it } from "vitest";
import { type Draft, emptyDraft } from "../draft";
import { readDraft, withoutRow, withRow, withValue } from "../edit";
import { groupOf } from "../fields";
import { makeKey, seal, unseal } from "../seal";
import { checkDraft } from "./draft";
import { checkIdentifier, checkMoment, readOffset } from "./values";

const NOW = Date.UTC(2026, 10, 20);
const draftWith = (values: Draft["values"]): Draft => ({ ...emptyDraft("preservation"), values });
const codesAt = (values: Draft["values"], group: string) =>
  checkDraft(draftWith(values), {
    now: NOW,
    countriesOf: (provider) => (provider === "Example" ? ["ireland", "united-states"] : null),
  })
    .filter(({ key, code }) => key.startsWith(`${group}.`) && code !== "required")
    .map(({ key, level, code }) => `${key} ${level} ${code}`);

describe("single values", () => {
  it.each([
    ["2026-11-03", null],
    ["2026-11-03 14:05", null],
    ["2026-11-03T14:05:09", null],
    ["03/04/2026", "date-order"],
    ["3 November 2026", "date-order"],
    ["2026-02-29", "date-unreal"],
    ["2024-02-29", null],
  ])("reads the date %s", (value, fault) => expect(checkMoment(value)).toBe(fault));

  it.each([
    ["Z", 0],
    ["+05:30", 330],
    ["-0300", -180],
    ["UTC+01:00", 60],
    ["+15:00", null],
    ["CET", null],
    ["+05:20", null],
  ])("reads the offset %s", (value, minutes) => expect(readOffset(value)).toBe(minutes));

  it.each([
    ["ip", "203.0.113.9", null],
    ["ip", "203.0.113.09", "ip-form"],
    ["ip", "203.0.113", "ip-form"],
    ["ip", "10.1.2.3", "ip-private"],
    ["ip", "100.64.0.1", "ip-private"],
    ["ip", "2001:db8::7", null],
    ["ip", "2001:db8:::7", "ip-form"],
    ["ip", "::ffff:203.0.113.9", null],
    ["ip", "fe80::1", "ip-private"],
    ["email-address", "a@example.org", null],
    ["email-address", "a@example", "email-form"],
    ["phone-number", "+221 33 000 00 00", null],
    ["phone-number", "0033000000", "phone-form"],
    ["url", "https://example.org/a", null],
    ["url", "example.org", "url-form"],
    ["domain", "example.org", null],
    ["domain", "-a.org", "domain-form"],
    ["imei", "490154203237518", null],
    ["imei", "490154203237519", "imei-form"],
    ["imsi", "310150123456789", null],
    ["imsi", "31015", "imsi-form"],
    ["transaction", "a".repeat(64), null],
    ["transaction", "a".repeat(63), "hash-form"],
    ["ad-id", "cdda802e-fb9c-47ad-9866-0794d394c912", null],
    ["ad-id", "cdda802e", "ad-id-form"],
    ["bank-account", "GB82 WEST 1234 5698 7654 32", null],
    ["bank-account", "GB82 WEST 1234 5698 7654 33", "iban-form"],
    ["other", "anything", null],
  ])("checks an identifier: %s %s", (kind, value, fault) => expect(checkIdentifier(kind, value)).toBe(fault));

  it.each([
    ["ethereum", `0x${"a".repeat(40)}`, null],
    ["ethereum", `0x${"a".repeat(39)}`, "wallet-form"],
    ["bitcoin", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", null],
    ["bitcoin", `0x${"a".repeat(40)}`, "wallet-form"],
    ["other", "anything", null],
  ])("checks a wallet of %s", (chain, value, fault) =>
    expect(checkIdentifier("wallet", value, chain)).toBe(fault),
  );
});

describe("a request", () => {
  it("needs what every request needs", () => {
    const codes = checkDraft(draftWith({}), { now: NOW });
    expect(codes).toContainEqual({ key: "head.date", level: "error", code: "required" });
    expect(codes.every(({ code }) => code === "required")).toBe(true);
  });

  it("warns of an IPv4 address without port, and refuses one without time and offset", () => {
    const ip = { "identifiers.0.identifierKind": "ip", "identifiers.0.identifier": "203.0.113.9" };
    expect(codesAt(ip, "identifiers")).toEqual([
      "identifiers.0.port warning port-missing",
      "identifiers.0.seenAt error time-missing",
      "identifiers.0.seenOffset error offset-missing",
    ]);
    const whole = { "identifiers.0.seenAt": "2026-11-03 14:05:09", "identifiers.0.seenOffset": "+00:00" };
    expect(codesAt({ ...ip, ...whole, "identifiers.0.port": "49152" }, "identifiers")).toEqual([]);
    expect(codesAt({ ...ip, ...whole, "identifiers.0.port": "70000" }, "identifiers")).toEqual([
      "identifiers.0.port error port-form",
    ]);
    const six = { ...ip, ...whole, "identifiers.0.identifier": "2001:db8::7" };
    expect(codesAt(six, "identifiers")).toEqual([]);
  });

  it("warns of an account without its number", () => {
    const account = { "identifiers.0.identifierKind": "account", "identifiers.0.identifier": "@sample" };
    expect(codesAt(account, "identifiers")).toEqual(["identifiers.0.accountId warning id-missing"]);
    expect(codesAt({ ...account, "identifiers.0.accountId": "sample" }, "identifiers")).toEqual([
      "identifiers.0.accountId error id-not-numeric",
    ]);
  });

  it.each([
    ["2026-11-01", "2026-11-10", []],
    ["2026-11-10", "2026-11-01", ["period.until error period-turned"]],
    ["2026-09-01", "2026-11-01", ["period.until warning period-broad"]],
    ["2027-01-01", "2027-01-02", ["period.from error period-future"]],
    ["2026-11-01 10:00", "2026-11-02", ["period.offset error offset-missing"]],
  ])("checks the period from %s to %s", (from, until, codes) =>
    expect(codesAt({ "period.from": from, "period.until": until }, "period")).toEqual(codes),
  );

  it("warns of a country in which the provider has no entity, and refuses the own country", () => {
    const values = { "requested.country": "france", "requesting.country": "senegal" };
    expect(codesAt(values, "requested")).toEqual([]);
    expect(codesAt({ ...values, "holder.provider": "Example" }, "requested")).toEqual([
      "requested.country warning entity-elsewhere",
    ]);
    expect(codesAt({ ...values, "requested.country": "senegal" }, "requested")).toEqual([
      "requested.country error own-country",
    ]);
  });
});

describe("a draft", () => {
  it("moves later rows up when one is removed", () => {
    const group = groupOf("identifiers");
    let draft = withRow(withRow(emptyDraft("preservation"), group), group);
    for (const n of [0, 1, 2]) draft = withValue(draft, `identifiers.${n}.identifier`, `number ${n}`);
    const left = withoutRow(draft, group, 1);
    expect(left.rows.identifiers).toBe(2);
    expect(left.values).toEqual({
      "identifiers.0.identifier": "number 0",
      "identifiers.1.identifier": "number 2",
    });
  });

  it("is read from a saved copy, and from nothing else", () => {
    const draft = withValue(emptyDraft("receipt", ["en", "pt"]), "head.reference", "A/1");
    expect(readDraft(JSON.stringify(draft))).toEqual(draft);
    for (const other of ["", "{}", "[1]", JSON.stringify({ ...draft, form: "other" })])
      expect(readDraft(other)).toBeNull();
  });

  it("is opened by its passphrase alone, and sealed anew each time", async () => {
    const key = await makeKey("correct horse");
    const [first, second] = [await seal(key, "a secret"), await seal(key, "a secret")];
    expect(first.rounds).toBeGreaterThanOrEqual(600_000);
    expect(key.key.extractable).toBe(false);
    expect([...first.vector]).not.toEqual([...second.vector]);
    expect(await unseal(await makeKey("correct horse", first.salt, first.rounds), first)).toBe("a secret");
    expect(await unseal(await makeKey("wrong horse", first.salt, first.rounds), first)).toBeNull();
    new Uint8Array(first.bytes)[0] = (new Uint8Array(first.bytes)[0] ?? 0) ^ 1;
    expect(await unseal(key, first)).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import {
  changeTexts,
  findSensitive,
  REDACTED,
  redact,
  sensitiveKinds,
  sensitiveParts,
  textsIn,
} from "./sensitive";

/** Returns what was found, as kind and words. */
const found = (text: string) =>
  findSensitive(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe("what is sensitive", () => {
  it.each([
    ["Card 4111 1111 1111 1111 was used", "card", "4111 1111 1111 1111"],
    ["5555555555554444", "card", "5555555555554444"],
    ["3782-822463-10005", "card", "3782-822463-10005"],
    ["البطاقة ٤١١١ ١١١١ ١١١١ ١١١١ سُرقت", "card", "٤١١١ ١١١١ ١١١١ ١١١١"],
    ["कार्ड ४१११११११११११११११", "card", "४१११११११११११११११"],
    ["IBAN GB29 NWBK 6016 1331 9268 19.", "account", "GB29 NWBK 6016 1331 9268 19"],
    ["iban: de89370400440532013000", "account", "de89370400440532013000"],
    ["versé sur FR76 3000 6000 0112 3456 7890 189", "account", "FR76 3000 6000 0112 3456 7890 189"],
    ["Passport No. G1234567 was found", "identity", "G1234567"],
    ["passeport n° 12AB34567", "identity", "12AB34567"],
    ["جواز سفر رقم: ٩٨٧٦٥٤٣٢", "identity", "٩٨٧٦٥٤٣٢"],
    ["паспорт № 4509 123456", "identity", "4509 123456"],
    ["SSN 219-09-9999", "identity", "219-09-9999"],
    ["In case no. CR/124/2024 the judge", "case", "CR/124/2024"],
    ["dossier n° 2024-1187", "case", "2024-1187"],
    ["القضية رقم 4521/2023", "case", "4521/2023"],
    ["He used 41.82.17.204 at night", "network", "41.82.17.204"],
    ["from 2a02:8109:9c40:2bd0::10 in", "network", "2a02:8109:9c40:2bd0::10"],
    ["call +221 77 123 45 67 today", "phone", "+221 77 123 45 67"],
    ["0033 6 12 34 56 78", "phone", "0033 6 12 34 56 78"],
    ["هاتف: ٠٧٧ ١٢٣ ٤٥٦٧", "phone", "٠٧٧ ١٢٣ ٤٥٦٧"],
    ["tél. 77 123 45 67", "phone", "77 123 45 67"],
  ])("%s", (text, kind, words) => {
    expect(found(text)).toEqual([[kind, words]]);
  });

  it.each([
    "Articles 16, 17 and 18 of the Convention (ETS No. 185)",
    "CETS No. 224, ETS 189",
    "Law No. 2016-33 of 14 December 2016, sections 431-7 to 431-65",
    "Loi n° 2008-11 du 25 janvier 2008 portant sur la cybercriminalité",
    "القانون رقم 05-20 المتعلق بالأمن السيبراني",
    "Act 1038 of 2020; Act No. 775 (2008)",
    "2024-11-30 12:00 UTC, 30.11.2024, 30/11/2024, 12:30:45",
    "ISBN 978-3-16-148410-0",
    "https://example.org/case/4111111111111111?ip=41.82.17.204",
    "192.0.2.7, 198.51.100.23, 203.0.113.9, 10.1.2.3, 192.168.1.77, 127.0.0.1",
    "2001:db8::7 and ::1",
    "Section 1.2.3.4 and version 2.0.11.1",
    "Judgment in Case No. C-203/15, application no. 58170/13",
    "File no. 3 of 12, case 2, docket",
    "1 234 567 890 123 456 bytes, 4111 1111 1111 1112",
    "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
    "01890a5d-ac96-774b-bcce-b302099a8057",
    "Passport control at the border in 2024",
    "10 000 000 FCFA, 1.234.567,89 €",
    "std::vector, a::b",
  ])("is nothing of: %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("redacting", () => {
  it("replaces each, and leaves nothing to find", () => {
    const text = "Card 4111 1111 1111 1111, call +221 77 123 45 67, from ٤١.٨٢.١٧.٢٠٤.";
    expect(redact(text)).toBe(`Card ${REDACTED}, call ${REDACTED}, from ${REDACTED}.`);
    expect(findSensitive(redact(text))).toEqual([]);
    expect(redact("Nothing here: ETS No. 185.")).toBe("Nothing here: ETS No. 185.");
  });

  it("names each kind once, in one order", () => {
    const texts = ["tel: 77 123 45 67", "GB29 NWBK 6016 1331 9268 19", "+221 77 123 45 67"];
    expect(sensitiveKinds(texts)).toEqual(["account", "phone"]);
  });

  it("leaves what is known, such as the number of an authority", () => {
    const known = new Set(["+221 77 123 45 67"]);
    expect(redact("+221 77 123 45 67 or +221 77 765 43 21", known)).toBe(`+221 77 123 45 67 or ${REDACTED}`);
    expect([...sensitiveParts(["+221 77 123 45 67, again +221 77 123 45 67"])]).toEqual([
      ["+221 77 123 45 67", "phone"],
    ]);
  });

  it("changes the texts of a document, and nothing else of it", () => {
    const doc = JSON.stringify({ type: "doc", content: [{ id: "a", text: "one" }, { text: ["b"] }] });
    expect(textsIn(doc)).toEqual(["one"]);
    expect(changeTexts(doc, (text) => text.toUpperCase())).toBe(doc.replace("one", "ONE"));
  });

  it("finds each of many in time", () => {
    const many = "+221 77 123 45 67, ".repeat(5_000);
    const started = performance.now();
    expect(findSensitive(many)).toHaveLength(5_000);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

it("reads hostile texts in time", () => {
  for (const part of ["1 ", "1-", "a1", "1:", "+1", "1.1.", "passport ", "case no. ", "GB29", "tel: ("]) {
    const text = part.repeat(500_000 / part.length);
    const started = performance.now();
    findSensitive(text);
    expect(performance.now() - started, part).toBeLessThan(2_000);
  }
});

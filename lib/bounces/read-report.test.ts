import { describe, expect, it } from "vitest";
import { reportOf } from "@/tests/support/reports";
import { readReport } from "./read-report";
import { refusalOf } from "./refusal";

const read = (report: Parameters<typeof reportOf>[0]) => readReport(Buffer.from(reportOf(report)));

describe("a report of a mail server", () => {
  it("of a failure has its code and what the server said, on one line", async () => {
    expect(await read({})).toEqual({
      weight: 2,
      status: "5.1.1",
      reason: "550 5.1.1 <awa@justice.example>: Recipient address rejected: User unknown",
    });
  });

  it.each([
    ["failed", "5.2.2", 2],
    ["failed", "4.4.7", 1],
    ["delayed", "4.4.1", 1],
    ["delayed", "5.4.1", 1],
    ["failed", "5.7.1", 1],
    ["Failed (bounced)", "5.0.0 (permanent failure)", 2],
  ])("that says %s with %s weighs %d", async (action, status, weight) => {
    expect(await read({ action, status })).toMatchObject({ weight });
  });

  it("without a code has the one that the server answered with", async () => {
    expect(await read({ status: "" })).toMatchObject({ weight: 2, status: "5.1.1" });
    expect(await read({ status: "", diagnostic: "smtp; 452 full" })).toMatchObject({
      weight: 1,
      status: "452",
    });
    expect(await read({ status: "", diagnostic: "" })).toEqual({ weight: 1, status: "", reason: "" });
  });

  it.each([
    ["an arrival", { action: "delivered", status: "2.0.0" }],
    ["a mail that was handed on", { action: "relayed", status: "2.0.0" }],
    ["a mail that was opened", { type: "disposition-notification" }],
    ["a failure with a code of success", { status: "2.0.0" }],
  ])("of %s is none", async (_, given) => {
    expect(await read(given)).toBeNull();
  });

  it("is none if it only looks like one", async () => {
    const text = reportOf();
    for (const mail of [
      "",
      "Subject: Away\r\n\r\nFinal-Recipient: rfc822; a@b\r\nAction: failed\r\nStatus: 5.1.1",
      text.replace("multipart/report", "multipart/mixed"),
      text.slice(0, text.indexOf("Reporting-MTA")),
    ])
      expect(await readReport(Buffer.from(mail))).toBeNull();
  });

  it("is read if the mail that it returns is larger than what is read, and stores no characters that hide", async () => {
    const large = Buffer.concat([Buffer.from(reportOf()), Buffer.alloc(9 * 1024 * 1024, "x")]);
    expect(await readReport(large)).toMatchObject({ weight: 2 });
    const diagnostic = `smtp; 550 \u202eno\u0007 ${"word ".repeat(500)}`;
    const { reason } = (await read({ diagnostic })) ?? { reason: "" };
    expect(reason).toMatch(/^550 no word/);
    expect(reason.length).toBeLessThanOrEqual(300);
  });
});

describe("a refusal", () => {
  const said = (command: string, response: string) =>
    refusalOf(
      Object.assign(new Error(response), { command, response, responseCode: Number(response.slice(0, 3)) }),
    );

  it.each([
    ["RCPT TO", "550 5.1.1 User unknown", { weight: 2, status: "5.1.1", isFinal: true }],
    ["RCPT TO", "550 No such user", { weight: 2, status: "550", isFinal: true }],
    ["RCPT TO", "452 4.2.2 Mailbox full", { weight: 1, status: "4.2.2", isFinal: false }],
    ["RCPT TO", "554 5.7.1 Relay access denied", { weight: 1, status: "5.7.1", isFinal: false }],
    ["DATA", "550-5.2.1 The mailbox is disabled", { weight: 2, status: "5.2.1", isFinal: true }],
  ])("to %s of “%s” is the recipient's", (command, response, is) => {
    expect(said(command, response)).toMatchObject(is);
  });

  it.each([
    ["MAIL FROM", "550 5.1.8 Bad sender"],
    ["DATA", "554 5.6.0 Message refused as spam"],
    ["AUTH PLAIN", "535 5.7.8 Wrong password"],
    ["CONN", "421 4.3.2 Closing"],
  ])("to %s of “%s” says nothing of the recipient", (command, response) => {
    expect(said(command, response)).toBeNull();
    expect(refusalOf(new Error("connect ECONNREFUSED"))).toBeNull();
  });
});

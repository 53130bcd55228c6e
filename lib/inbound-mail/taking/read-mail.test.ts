import { describe, expect, it } from "vitest";
import { ABOVE } from "../reply-address";
import { readMail } from "./read-mail";

const mail = (body: string, head: Record<string, string> = {}) => {
  const headers = {
    From: "Awa <Awa@Example.org>",
    Subject: "Re: Hash values",
    "Message-ID": "<1@example.org>",
    ...head,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([...lines, "", body].join("\r\n"));
};
const PLAIN = { "Content-Type": "text/plain; charset=utf-8" };
const textOf = async (body: string, head: Record<string, string> = {}) =>
  (await readMail(mail(body, { ...PLAIN, ...head })))?.text;

describe("a mail", () => {
  it("gives its author, its id and its words", async () => {
    expect(await readMail(mail("The examiner does."))).toEqual({
      messageId: "<1@example.org>",
      from: "awa@example.org",
      subject: "Re: Hash values",
      text: "The examiner does.",
      whole: "The examiner does.",
      isAutomatic: false,
      attached: { files: [], leftOut: [] },
    });
  });

  it.each([
    ["English", "On Tue, 1 Dec 2026 at 10:00, Octopus <octopus@example.org> wrote:"],
    ["French", "Le mar. 1 déc. 2026 à 10:00, Octopus <octopus@example.org> a écrit :"],
    ["Spanish", "El mar, 1 dic 2026 a las 10:00, Octopus (<octopus@example.org>) escribió:"],
    ["German", "Am 01.12.2026 um 10:00 schrieb Octopus <octopus@example.org>:"],
    [
      "Outlook's",
      "_____________________\r\nFrom: Octopus <octopus@example.org>\r\nSent: Tuesday, 1 December 2026 10:00\r\nTo: Awa\r\nSubject: A reply",
    ],
  ])("loses what it quotes below a line in %s", async (_, line) => {
    const quoted = `> ${ABOVE} Write above ${ABOVE}\r\n> Somebody?`;
    expect(await textOf(`The examiner does.\r\n\r\n${line}\r\n\r\n${quoted}`)).toBe("The examiner does.");
  });

  it("loses everything from the line that the site's mails begin with, in any language", async () => {
    const quoted = `في يوم الثلاثاء كتب أوكتوبوس:\r\n> ${ABOVE} Write your answer above this line ${ABOVE}\r\nQuoted`;
    expect(await textOf(`يشهد الخبير.\r\n\r\n${quoted}`)).toBe("يشهد الخبير.");
    // Of a mail about several pages, also where nothing marks what is quoted.
    const addresses = `من: Octopus\r\nإلى: Awa\r\n\r\nreply+${"0a".repeat(26)}@octopus.example`;
    expect(await textOf(`يشهد الخبير.\r\n\r\n${addresses}`)).toBe("يشهد الخبير.");
  });

  it("keeps what looks like a quotation or a signature between its author's words", async () => {
    const pasted = "Look:\n\nFrom: Bank <x@y.example>\nReply-To: z@y.example\n\nIt is forged.";
    const ruled = "One.\n\n---\n\nTwo.\n\nCheers,\n\nSent from 203.0.113.5\n\nThree.";
    const quoting = "You ask:\n\n> Who testifies?\n\nThe examiner does.";
    for (const text of [pasted, ruled, quoting])
      expect(await textOf(text.replaceAll("\n", "\r\n"))).toBe(text);
  });

  it("with its answer below the quotation gives that answer; with none, nothing but its whole text", async () => {
    const quoted = `On Tuesday, Octopus wrote:\r\n> ${ABOVE} Write above ${ABOVE}\r\n> Who testifies?`;
    expect(await textOf(`${quoted}\r\n\r\nThe examiner does.\r\n-- \r\nAwa`)).toBe("The examiner does.");
    const none = await readMail(mail(quoted, PLAIN));
    expect([none?.text, none?.whole.includes("Who testifies?")]).toEqual(["", true]);
  });

  it("loses its signature and keeps lists, code and quotes between its own words", async () => {
    expect(await textOf("- one\r\n- two\r\n\r\n    code\r\n\r\n-- \r\nAwa\r\n+221 33 000 00 00")).toBe(
      "- one\n- two\n\n    code",
    );
  });

  it("without plain text is read from its HTML, without what that quotes", async () => {
    const html = "<p>The <b>examiner</b> does.</p><blockquote>Who testifies?</blockquote>";
    expect(await textOf(html, { "Content-Type": "text/html" })).toBe("The examiner does.");
  });

  it.each([
    ["Auto-Submitted", "auto-replied"],
    ["X-Autoreply", "yes"],
    ["Precedence", "bulk"],
    ["List-Id", "<law.example.org>"],
    ["Return-Path", "<>"],
    ["From", "postmaster@example.org"],
  ])("with %s: %s is a program's", async (name, value) => {
    expect((await readMail(mail("Away", { [name]: value })))?.isAutomatic).toBe(true);
  });

  it("with Auto-Submitted: no is a person's; of two authors it is nobody's", async () => {
    expect((await readMail(mail("Here", { "Auto-Submitted": "no" })))?.isAutomatic).toBe(false);
    expect((await readMail(mail("Here", { From: "a@example.org, b@example.org" })))?.from).toBeNull();
  });

  // Each took the parser minutes, or its own memory, before its text was cut and its empty lines joined.
  it.each([
    ["empty lines", mail("\n".repeat(1_000_000))],
    ["blanks", mail(" ".repeat(1_000_000))],
    ["beginnings of quotations", mail("On ".repeat(300_000))],
    ["dollar signs", mail(`On ${"$'".repeat(5_000)} x wrote:\r\n${"y".repeat(10_000)}`)],
    ["colons", mail(`${"a: ".repeat(300_000)}\r\n\r\n> x`)],
    ["marked lines", mail("> x\r\n\r\n".repeat(100_000))],
    ["quotations in quotations", mail(">".repeat(1_000_000))],
    ["HTML in HTML", mail("<div>".repeat(100_000), { "Content-Type": "text/html" })],
  ])("of a million %s is read like any other", async (_, raw) => {
    expect((await readMail(raw))?.text.length).toBeLessThanOrEqual(20_000);
  });

  it("with more parts or headers than any program makes is not read", async () => {
    const parts = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(20_000);
    expect(await readMail(mail(parts, { "Content-Type": 'multipart/mixed; boundary="b"' }))).toBeNull();
    expect(await readMail(mail("x", { From: "a@example.org, ".repeat(100_000) }))).toBeNull();
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { deliver } from "./deliver";
import type { Letter } from "./letter";

const LETTER: Letter = {
  to: "josé@bücher.example",
  locale: "fr",
  subject: "Confirmez votre adresse électronique",
  parts: [
    "Bonjour <b>Awa</b>,",
    { label: "Confirmer", href: `https://site.example/join/verify?token=${"x".repeat(43)}` },
  ],
  footer: "Vous recevez ce message parce que …",
  site: "https://site.example",
};

const dataDir = mkdtempSync(join(tmpdir(), "octopus-mail-"));

function setEnvironment(values: Record<string, string>): void {
  Object.assign(process.env, {
    DATABASE_URL: "postgres://app@localhost/none",
    DATA_DIR: dataDir,
    SMTP_URL: "",
    MAIL_FROM: "",
  });
  Object.assign(process.env, values);
  delete (globalThis as Record<symbol, unknown>)[Symbol.for("octopus.env")];
}

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe("without SMTP_URL", () => {
  afterEach(() => rmSync(join(dataDir, "mail"), { recursive: true, force: true }));

  async function written(): Promise<ParsedMail[]> {
    const names = readdirSync(join(dataDir, "mail"));
    return Promise.all(names.map((name) => simpleParser(readFileSync(join(dataDir, "mail", name)))));
  }

  it("writes a mail to a file only its owner can read, as text and HTML", async () => {
    setEnvironment({});
    await deliver(LETTER);
    const [name = ""] = readdirSync(join(dataDir, "mail"));
    expect(name).toMatch(/^\d{4}-.*\.eml$/);
    expect(statSync(join(dataDir, "mail", name)).mode & 0o777).toBe(0o600);
    const [mail] = await written();
    expect(mail?.subject).toBe(LETTER.subject);
    expect(mail?.from?.text).toBe('"Octopus Community" <octopus@localhost>');
    expect(mail?.messageId).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
    expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail?.headers.has("list-unsubscribe")).toBe(false);
    expect(mail?.text).toContain(`Confirmer:\nhttps://site.example/join/verify?token=${"x".repeat(43)}\n`);
    expect(mail?.html).toContain('<html lang="fr" dir="ltr">');
    expect(mail?.html).toContain("Bonjour &lt;b&gt;Awa&lt;/b&gt;,");
    expect(mail?.html).not.toMatch(/<img|<script|<link/);
  });

  it("never lets text become a header", async () => {
    setEnvironment({ MAIL_FROM: "Le site <no-reply@site.example>" });
    await deliver({ ...LETTER, subject: "One\r\nBcc: victim@example.org\r\n\r\nTwo" });
    const [mail] = await written();
    expect(mail?.headers.has("bcc")).toBe(false);
    expect(mail?.subject).toBe("One Bcc: victim@example.org Two");
    expect(mail?.from?.text).toBe('"Le site" <no-reply@site.example>');
    await expect(deliver({ ...LETTER, to: "a@example.org\r\nBcc: b@example.org" })).rejects.toThrow(
      /control/,
    );
  });
});

describe("with SMTP_URL", () => {
  const taken: { from: string; to: string[]; mail: ParsedMail }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onAuth: (auth, _session, done) =>
      auth.username === "us er" && auth.password === "p@ss"
        ? done(null, { user: "u" })
        : done(new Error("no")),
    onRcptTo: (address, _session, done) =>
      address.address.startsWith("full@")
        ? done(Object.assign(new Error("mailbox full"), { responseCode: 452 }))
        : done(),
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        const { mailFrom, rcptTo } = session.envelope;
        taken.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo.map((one) => one.address), mail });
        done();
      }, done);
    },
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    port = (server.server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise<void>((closed) => server.close(() => closed())));

  it("sends a mail through the server to its one recipient", async () => {
    setEnvironment({
      SMTP_URL: `smtp://us%20er:p%40ss@127.0.0.1:${port}`,
      MAIL_FROM: "no-reply@site.example",
    });
    await deliver({ ...LETTER, to: "awa@justice.example", locale: "ar", subject: "أكّد عنوان بريدك" });
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({ from: "no-reply@site.example", to: ["awa@justice.example"] });
    expect(taken[0]?.mail.subject).toBe("أكّد عنوان بريدك");
    expect(taken[0]?.mail.html).toContain('dir="rtl"');
    expect(taken[0]?.mail.messageId).toMatch(/@site\.example>$/);
  });

  it("throws what the server refuses, so that the job tries again", async () => {
    setEnvironment({ SMTP_URL: `smtp://127.0.0.1:${port}` });
    await expect(deliver({ ...LETTER, to: "full@justice.example" })).rejects.toThrow(/mailbox full/);
    setEnvironment({ SMTP_URL: "smtp://127.0.0.1:1" });
    await expect(deliver(LETTER)).rejects.toThrow();
  });
});

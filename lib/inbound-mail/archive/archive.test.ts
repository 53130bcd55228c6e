import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  type ArchivedHead,
  bareSubject,
  findMails,
  readHead,
  readWords,
  threadsOf,
  withReader,
} from "./index";

let folder: string | undefined;
afterEach(async () => {
  if (folder) await rm(folder, { recursive: true });
  folder = undefined;
});

const FROM = "From list@example.org Mon Mar  4 10:00:00 2019";
async function archiveOf(text: string | Buffer): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), "mbox-"));
  const path = join(folder, "list.mbox");
  await writeFile(path, text);
  return path;
}
const mailOf = (headers: string[], body = "Words of the mail.") =>
  [
    FROM,
    "From: Awa Diop <awa@example.sn>",
    "Date: Mon, 4 Mar 2019 10:00:00 +0000",
    ...headers,
    "",
    body,
    "",
    "",
  ].join("\n");

async function readAll(path: string) {
  return withReader(path, async (read) => {
    const all: { head: ArchivedHead | { why: string }; words: string }[] = [];
    for await (const place of findMails(path))
      all.push({ head: await readHead(place, read), words: await readWords(await read(place)) });
    return all;
  });
}

describe("mails of an mbox file", () => {
  it("are found, with lines of mails that begin with From", async () => {
    const body =
      "It began so:\n\nFrom the minister we heard nothing.\n\n>From here on it is quoted by the program.";
    const path = await archiveOf(mailOf(["Message-ID: <1@x>"], body) + mailOf(["Message-ID: <2@x>"]));
    const all = await readAll(path);
    expect(all.map(({ head }) => "id" in head && head.id)).toEqual(["<1@x>", "<2@x>"]);
    expect(all[0]?.words).toContain("From the minister");
    expect(all[0]?.words).toContain("\nFrom here on");
  });

  it("are read in their encodings and parts, without what they quote and their signature", async () => {
    const latin = Buffer.concat([
      Buffer.from(
        mailOf(
          [
            "Message-ID: <1@x>",
            "Content-Type: text/plain; charset=ISO-8859-1",
            "Content-Transfer-Encoding: 8bit",
          ],
          "BODY",
        ),
      ),
    ])
      .toString("latin1")
      .replace("BODY", "La procédure pénale");
    const printable = mailOf(
      [
        "Message-ID: <2@x>",
        'Content-Type: text/plain; charset="windows-1256"',
        "Content-Transfer-Encoding: quoted-printable",
      ],
      "=C7=E1=CC=D1=ED=E3=C9",
    );
    const parts = mailOf(
      ["Message-ID: <3@x>", "MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"'],
      [
        "--b",
        "Content-Type: text/html; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        Buffer.from("<p>Only <b>HTML</b></p><script>alert(1)</script>").toString("base64"),
        "--b",
        'Content-Type: application/pdf; name="a.pdf"',
        "Content-Transfer-Encoding: base64",
        "",
        "JVBERi0=",
        "--b--",
      ].join("\n"),
    );
    const quoting = mailOf(
      ["Message-ID: <4@x>"],
      "I agree.\n\nOn Monday Awa wrote:\n> Who testifies?\n-- \nKofi",
    );
    const path = await archiveOf(Buffer.from(latin + printable + parts + quoting, "latin1"));
    const words = (await readAll(path)).map((one) => one.words);
    expect(words[0]).toBe("La procédure pénale");
    expect(words[1]).toBe("الجريمة");
    expect(words[2]).toContain("Only HTML");
    expect(words[2]).not.toContain("alert");
    expect(words[3]).toBe("I agree.");
  });

  it("are left out with a reason if their headers do not end or make no mail, and no file of another kind is read", async () => {
    const endless = `${FROM}\nFrom: a@example.org\nSubject: ${"x".repeat(200_000)}\n\nBody\n\n`;
    const undated = `${FROM}\nFrom: a@example.org\nDate: yesterday\n\nBody\n\n`;
    const nobody = `${FROM}\n\0\0\0\n\n`;
    const all = await readAll(await archiveOf(endless + undated + nobody));
    expect(all.map(({ head }) => "why" in head && head.why)).toEqual([
      "headers that do not end",
      "no valid date",
      "no sender",
    ]);
    expect(await readAll(await archiveOf("%PDF-1.7\nFrom here\n"))).toEqual([]);
  });
});

describe("threads of mails", () => {
  let minute = 0;
  const head = (id: string, given: Partial<ArchivedHead> = {}): ArchivedHead => ({
    id,
    answers: [],
    subject: id,
    author: { name: "Awa", email: "awa@example.sn" },
    at: new Date(Date.UTC(2019, 2, 4, 10, minute++)),
    place: { offset: 0, length: 0 },
    ...given,
  });
  const ids = (heads: ArchivedHead[]) => threadsOf(heads).map(({ mails }) => mails.map(({ id }) => id));

  it("follow references, also to a mail that is not there, and else the subject", () => {
    expect(
      ids([head("a"), head("b", { answers: ["a"] }), head("c", { answers: ["b", "a"] }), head("d")]),
    ).toEqual([["a", "b", "c"], ["d"]]);
    expect(ids([head("b", { answers: ["lost"] }), head("c", { answers: ["gone", "lost"] })])).toEqual([
      ["b", "c"],
    ]);
    const subjects = [head("a", { subject: "[list] Seals" }), head("b", { subject: "Re: [list] seals" })];
    expect(ids([...subjects, head("c", { subject: "Seals" })])).toEqual([["a", "b"], ["c"]]);
  });

  it("end where references go in a circle", () => {
    const circle = [
      head("a", { answers: ["c"] }),
      head("b", { answers: ["a"] }),
      head("c", { answers: ["b"] }),
    ];
    expect(ids([...circle, head("d", { answers: ["b"] }), head("e", { answers: ["e"] })])).toEqual([
      ["a", "b", "c", "d"],
      ["e"],
    ]);
  });

  it("of many mails are found in a moment", () => {
    const chain = Array.from({ length: 20_000 }, (_, n) =>
      head(`m${n}`, n === 0 ? {} : { answers: [`m${n - 1}`] }),
    );
    const began = performance.now();
    expect(threadsOf(chain)).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it("have subjects without what programs add", () => {
    expect(bareSubject("Re: [cyber] RE: Fwd: Seals [2]")).toBe("Seals [2]");
  });
});

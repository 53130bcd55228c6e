import { describe, expect, test } from "vitest";
import { proseKind } from "@/lib/revisions/prose/prose";
import { parseContent } from "./content";
import type { Content } from "./nodes";
import { contentText } from "./plain";
import { problemsOf } from "./problems";

const FILE = "0190a5b2-7f3e-7c11-8a4d-5d1f0c9e2b3a";
const post = proseKind("body", { hasMedia: true });
const profile = proseKind("legislation");

function content(...blocks: unknown[]) {
  return { schemaVersion: 1, doc: { type: "doc", content: blocks } };
}
const figure = (alt: string, caption: string, file = FILE) => ({
  type: "figure",
  attrs: { id: "figure1", file, alt },
  content: [{ type: "text", text: caption }],
});
const code = (text: string, language?: string) => ({
  type: "codeBlock",
  attrs: { id: "code01", ...(language ? { language } : {}) },
  content: [{ type: "text", text }],
});
const embed = (href: string, title = "Recording of the session") => ({
  type: "embed",
  attrs: { id: "embed1", href, title },
});

function problems(make: () => unknown): string[] {
  try {
    make();
    return [];
  } catch (error) {
    return problemsOf(error).map(({ field, rule }) => `${field}: ${rule}`);
  }
}

describe("pictures, code and media links", () => {
  test("are normalized, and reading again changes nothing", () => {
    const read = post.parse(
      content(
        figure("  A seized   server ", "The server,\nas found"),
        code("rule a {\n\tstrings: $x\n}\r\n", "yara"),
        embed("https://example.org/video"),
      ),
    );
    expect(read.doc.content.map((block) => block.attrs)).toEqual([
      { id: "figure1", file: FILE, alt: "A seized server" },
      { id: "code01", language: "yara" },
      { id: "embed1", href: "https://example.org/video", title: "Recording of the session" },
    ]);
    expect(read.doc.content[1]).toMatchObject({ content: [{ text: "rule a {\n\tstrings: $x\n}\n" }] });
    expect(post.parse(read)).toEqual(read);
  });

  test("are not allowed in profiles, neither directly nor as a choice in a conflict", () => {
    const given = content(embed("https://example.org/video"));
    expect(problems(() => profile.parse(given))).toEqual(["type: node"]);
    const base = profile.parse(
      content({ type: "paragraph", attrs: { id: "aaaaaa" }, content: [{ type: "text", text: "One" }] }),
    );
    const edit = (text: string): Content => ({
      ...base,
      doc: {
        type: "doc",
        content: [{ type: "paragraph", attrs: { id: "aaaaaa" }, content: [{ type: "text", text }] }],
      },
    });
    const { content: merged, conflicts } = profile.merge(base, edit("Two"), edit("Three"));
    const byHand = { [conflicts[0]?.id ?? ""]: { take: "hand" as const, value: [code("x")] } };
    expect(problems(() => profile.resolve(merged, conflicts, byHand))).toEqual(["type: node"]);
  });

  test.each([
    ["a picture that is no file of ours", figure("x", "y", "https://evil.example/a.png"), "file"],
    ["a link that is not encrypted", embed("http://example.org/video"), "href"],
    ["a link that is a script", embed("javascript:alert(1)"), "href"],
    ["a link without a name", embed("https://example.org/video", "  "), "title"],
    ["a language that is no name", code("x", 'x" onload="y'), "language"],
    [
      "code with emphasis",
      { ...code("x"), content: [{ type: "text", text: "x", marks: [{ type: "bold" }] }] },
      "marks",
    ],
  ])("reject %s", (_what, block, field) => {
    expect(problems(() => parseContent(content(block))).join()).toContain(field);
  });

  test("are found by their words", () => {
    const read = post.parse(
      content(figure("A seized server", "As found"), code("rule a"), embed("https://example.org/v")),
    );
    expect(contentText(read)).toBe(
      "A seized server\nAs found\n\nrule a\n\nRecording of the session\nhttps://example.org/v",
    );
  });

  test("show changed words of a caption, and a changed picture as a replaced block", () => {
    const one = post.parse(content(figure("Server", "The server as found")));
    const diff = (other: unknown) => {
      const result = post.diff(one, post.parse(other));
      return result.family === "prose" ? result.blocks.map((block) => block.diff.state) : [];
    };
    expect(diff(content(figure("Server", "The server as it was found")))).toEqual(["text"]);
    expect(diff(content(figure("Another server", "The server as found")))).toEqual(["replaced"]);
  });

  test("merge two edits in different places of a caption, and of code lines", () => {
    const base = post.parse(
      content(figure("Server", "The server as found in the office"), code("one\ntwo\nthree\nfour\nfive")),
    );
    const mine = post.parse(
      content(figure("Server", "The large server as found in the office"), code("one\ntwo\nthree\nfour\n5")),
    );
    const theirs = post.parse(
      content(figure("Server", "The server as found in the cellar"), code("1\ntwo\nthree\nfour\nfive")),
    );
    const merged = post.merge(base, theirs, mine);
    expect(merged.clean).toBe(true);
    expect(contentText(merged.content)).toBe(
      "Server\nThe large server as found in the cellar\n\n1\ntwo\nthree\nfour\n5",
    );
  });
});

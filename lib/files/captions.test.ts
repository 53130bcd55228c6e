import { describe, expect, it } from "vitest";
import { parseCaptions, transcriptOf, webVttOf } from "./captions";

const VTT = `WEBVTT - A talk

STYLE
::cue { background: url(https://elsewhere.example/x) }

NOTE made by hand

intro
00:01.000 --> 00:03.500 align:start position:10% onload:alert(1)
<v Ana Pop>Preservation is <b>fast</b>.

00:00:04.000 --> 00:00:05.250
<v Ana Pop>It is &lt;not&gt; disclosure.

01:00:09.000 --> 01:00:10.000
<v Awa>Thank you.<script>alert(1)</script>
`;

describe("captions", () => {
  it("reads WebVTT with times, positions and speakers, without styles and markup", () => {
    const cues = parseCaptions(VTT, "vtt");
    expect(cues).toEqual([
      {
        from: 1000,
        to: 3500,
        settings: "align:start position:10%",
        speaker: "Ana Pop",
        text: "Preservation is fast.",
      },
      { from: 4000, to: 5250, settings: "", speaker: "Ana Pop", text: "It is <not> disclosure." },
      { from: 3_609_000, to: 3_610_000, settings: "", speaker: "Awa", text: "Thank you.alert(1)" },
    ]);
  });

  it("reads SubRip", () => {
    const srt =
      "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Bonjour</i>\r\nà tous\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\n{\\an8}Merci\r\n";
    expect(parseCaptions(srt, "srt")?.map(({ from, text }) => [from, text])).toEqual([
      [1000, "Bonjour\nà tous"],
      [2000, "Merci"],
    ]);
  });

  it.each([
    ["markup", "<!doctype html><script>alert(1)</script>", "vtt"],
    ["SubRip under the name of WebVTT", "1\n00:00:01,000 --> 00:00:02,000\nHi\n", "vtt"],
    ["a head and no passage", "WEBVTT\n\n", "vtt"],
    ["times that are none", "WEBVTT\n\n00:99.000 --> soon\nHi\n", "vtt"],
    ["an end before the beginning", "WEBVTT\n\n00:09.000 --> 00:01.000\nHi\n", "vtt"],
    ["plain text", "Good morning.\n", "srt"],
  ])("rejects %s", (_, text, extension) => {
    expect(parseCaptions(text, extension)).toBeNull();
  });

  it("writes WebVTT that reads back the same", () => {
    const cues = parseCaptions(VTT, "vtt") ?? [];
    const written = webVttOf(cues);
    expect(written).not.toMatch(/url\(|<script|<v|STYLE/);
    expect(written).toContain("00:00:04.000 --> 00:00:05.250\nAna Pop: It is &lt;not&gt; disclosure.");
    expect(parseCaptions(written, "vtt")?.map(({ from, to }) => [from, to])).toEqual(
      cues.map(({ from, to }) => [from, to]),
    );
  });

  it("builds a transcript in paragraphs by speaker and pause, without repeated lines", () => {
    const cue = (from: number, text: string, speaker: string | null = null) => ({
      from: from * 1000,
      to: from * 1000 + 900,
      settings: "",
      speaker,
      text,
    });
    const cues = [
      cue(1, "One"),
      cue(2, "One\ntwo"),
      cue(3, "three"),
      cue(9, "later"),
      cue(10, "Yes.", "Awa"),
    ];
    expect(transcriptOf(cues)).toEqual(["One two three", "later", "Awa: Yes."]);
  });

  it("limits lines of a cue and the length of a paragraph", () => {
    const lines = Array.from({ length: 300 }, (_, n) => `line ${n}`);
    const passage = (from: number) => `00:0${from}.000 --> 00:0${from}.900\n${lines.join("\n")}`;
    const cues = parseCaptions(`WEBVTT\n\n${passage(1)}\n\n${passage(2)}\n`, "vtt") ?? [];
    expect(cues.map(({ text }) => text.split("\n").length)).toEqual([100, 100]);
    expect(transcriptOf(cues)).toEqual([lines.slice(0, 100).join(" ")]);
    const endless = Array.from({ length: 5_000 }, (_, n) => ({
      from: n * 1000,
      to: n * 1000 + 900,
      settings: "",
      speaker: null,
      text: `words ${n} and no stop`,
    }));
    expect(Math.max(...transcriptOf(endless).map(({ length }) => length))).toBeLessThan(6_000);
  });

  it("parses a hostile file in time proportional to its length", () => {
    const of = (size: number) => {
      const text = `WEBVTT\n\n${"00:01.000 --> 00:02.000\n<v <v &lt; {\\an {\\an <\n".repeat(size / 50)}`;
      const began = process.cpuUsage();
      parseCaptions(text, "vtt");
      parseCaptions(`WEBVTT\n\n00:01.000 --> 00:02.000\n${"<".repeat(size)}`, "vtt");
      return process.cpuUsage(began).user;
    };
    of(10_000);
    const ofManyLines = (letter: string) =>
      Array.from({ length: 150_000 }, (_, n) => letter + n.toString(36)).join("\n");
    const before = process.cpuUsage();
    // Two cues of very many lines, and very many cues without a pause or full stop.
    const cue = { from: 1_000, to: 2_000, settings: "", speaker: null };
    transcriptOf([..."ab"].map((letter) => ({ ...cue, text: ofManyLines(letter) })));
    transcriptOf(Array.from({ length: 20_000 }, (_, n) => ({ ...cue, text: `${n} ${"word ".repeat(40)}` })));
    expect(process.cpuUsage(before).user).toBeLessThan(4_000_000);
    expect(of(1_000_000)).toBeLessThan(2_000_000);
  });
});

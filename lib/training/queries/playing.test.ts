import { describe, expect, it } from "vitest";
import type { VersionFile } from "./material";
import { playablesOf } from "./playing";

const file = (name: string, given: Partial<VersionFile> = {}): VersionFile =>
  ({
    id: name,
    name,
    type: name.split(".").at(-1),
    state: "clean",
    reading: "read",
    language: "en",
    role: "main",
    pictureSize: null,
    ...given,
  }) as VersionFile;
const captions = (name: string, language = "en") =>
  file(name, { type: "captions", role: "captions", language });
const shown = (files: VersionFile[]) =>
  playablesOf(files).map((one) => ({
    file: one.file.name,
    captions: one.captions.map(({ name }) => name),
    transcripts: one.transcripts.map(({ name }) => name),
    poster: one.poster?.name ?? null,
  }));

describe("videos and recordings of a version", () => {
  it("have all captions, the poster and one transcript per language if there is one video", () => {
    const files = [
      file("talk.mp4", { reading: "empty" }),
      captions("untertitel.vtt", "de"),
      captions("words.vtt"),
      captions("sous-titres.srt", "fr"),
      file("notes.docx", { role: "transcript" }),
      file("cover.png", { role: "poster", pictureSize: { width: 640, height: 360 } }),
      file("slides.pdf"),
    ];
    expect(shown(files)).toEqual([
      {
        file: "talk.mp4",
        captions: ["words.vtt", "untertitel.vtt", "sous-titres.srt"],
        transcripts: ["notes.docx", "untertitel.vtt", "sous-titres.srt"],
        poster: "cover.png",
      },
    ]);
  });

  it("have the files named after them if there are several", () => {
    const files = [
      file("talk-1.mp4"),
      file("talk-10.mp4"),
      captions("Talk-10.fr.vtt", "fr"),
      captions("talk-1.vtt"),
    ];
    expect(shown(files).map((one) => one.captions)).toEqual([["talk-1.vtt"], ["Talk-10.fr.vtt"]]);
  });

  it("have the files in their language if names do not decide", () => {
    const files = [
      file("a.mp3"),
      file("b.mp3", { language: "fr" }),
      captions("x.vtt", "fr"),
      captions("y.vtt", "ar"),
    ];
    expect(shown(files).map((one) => one.captions)).toEqual([[], ["x.vtt"]]);
  });

  it("exclude unchecked files and unreadable captions", () => {
    expect(playablesOf([file("talk.mp4", { state: "quarantined" })])).toEqual([]);
    const broken = file("talk.vtt", { type: "captions", role: "captions", reading: "failed" });
    expect(shown([file("talk.webm"), broken])[0]?.captions).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { accessibilityOf } from "./accessible";

const file = (type: string, role: "main" | "captions" | "transcript" = "main", language = "en") =>
  ({ type, role, language, state: "clean" }) as const;

describe("accessibility of video and sound without hearing", () => {
  it.each([
    ["neither", [file("pdf")], null],
    ["a video alone", [file("mp4")], { lacksCaptions: true, lacksTranscript: true }],
    [
      "a video with captions and a transcript",
      [file("mp4"), file("captions", "captions"), file("docx", "transcript")],
      { lacksCaptions: false, lacksTranscript: false },
    ],
    [
      "captions in another language",
      [file("mp4"), file("captions", "captions", "fr"), file("txt", "transcript")],
      { lacksCaptions: true, lacksTranscript: false },
    ],
    [
      "two videos and one file of captions",
      [file("mp4"), file("webm"), file("captions", "captions"), file("pdf", "transcript")],
      { lacksCaptions: true, lacksTranscript: true },
    ],
    [
      "a recording with its transcript",
      [file("mp3"), file("txt", "transcript")],
      { lacksCaptions: false, lacksTranscript: false },
    ],
    [
      "a picture as captions",
      [file("mp4"), file("png", "captions"), file("txt", "transcript")],
      {
        lacksCaptions: true,
        lacksTranscript: false,
      },
    ],
  ] as const)("of %s", (_what, files, expected) => expect(accessibilityOf(files)).toEqual(expected));

  it("ignores files still being checked", () => {
    const waiting = { ...file("captions", "captions"), state: "quarantined" as const };
    expect(accessibilityOf([file("mp4"), waiting, file("txt", "transcript")])?.lacksCaptions).toBe(true);
  });
});

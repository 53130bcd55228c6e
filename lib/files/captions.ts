/*
 * Parses captions in WebVTT or SubRip, strictly enough for browsers to show and people to read. The files are
 * untrusted: only times, five known settings and plain text are kept; styles, regions, notes and markup are
 * dropped. All functions run in time proportional to the file's length.
 */

/** Bytes of the largest accepted captions file; a day of speech needs less. */
export const LARGEST_CAPTIONS = 4 * 1024 * 1024;
const MOST_CUES = 20_000;
const MOST_LINE = 2_000;
/** Lines of one cue (players show two or three), and of all; the rest is dropped. */
const MOST_CUE_LINES = 100;
const MOST_LINES = 200_000;

/** A cue: times in milliseconds, and the speaker if the file names one. */
export interface Cue {
  from: number;
  to: number;
  settings: string;
  speaker: string | null;
  text: string;
}

const TIME = /^(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)[.,](\d{3})$/;
const SETTING =
  /^(?:vertical:(?:rl|lr)|line:-?\d{1,3}(?:\.\d{1,3})?%?(?:,(?:start|center|end))?|position:\d{1,3}(?:\.\d{1,3})?%(?:,(?:line-left|center|line-right))?|size:\d{1,3}(?:\.\d{1,3})?%|align:(?:start|center|end|left|right))$/;
const ENTITIES: Record<string, string> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": "\u00a0",
  "&lrm;": "\u200e",
  "&rlm;": "\u200f",
};

/**
 * Parses SubRip or WebVTT; a file named `.vtt` must have WebVTT's first line. Null for a file without cues or with
 * unreadable times.
 */
export function parseCaptions(text: string, extension: string): Cue[] | null {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  if (extension === "vtt" && !/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? "")) return null;
  const cues: Cue[] = [];
  let at = 0;
  let kept = 0;
  while (at < lines.length && cues.length < MOST_CUES && kept < MOST_LINES) {
    const line = lines[at] ?? "";
    at += 1;
    if (!line.includes("-->")) continue;
    const timed = readTimes(line.slice(0, MOST_LINE));
    if (!timed) return null;
    const words: string[] = [];
    // A line of times ends the cue before it, even without an empty line between.
    for (; at < lines.length && lines[at]?.trim() !== "" && !lines[at]?.includes("-->"); at += 1)
      if (words.length < MOST_CUE_LINES) words.push(lines[at]?.slice(0, MOST_LINE) ?? "");
    kept += words.length;
    const cue = { ...timed, ...readWords(words) };
    if (cue.text !== "") cues.push(cue);
  }
  return cues.length > 0 ? cues : null;
}

function readTimes(line: string): Pick<Cue, "from" | "to" | "settings"> | null {
  const arrow = line.indexOf("-->");
  const from = readTime(line.slice(0, arrow).trim());
  const [end = "", ...settings] = line
    .slice(arrow + 3)
    .trim()
    .split(/\s+/);
  const to = readTime(end);
  if (from === null || to === null || to < from) return null;
  return { from, to, settings: settings.filter((one) => SETTING.test(one)).join(" ") };
}

function readTime(text: string): number | null {
  const [, hours = "0", minutes, seconds, thousandths] = TIME.exec(text) ?? [];
  if (minutes === undefined) return null;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(thousandths);
}

function readWords(lines: readonly string[]): Pick<Cue, "speaker" | "text"> {
  const whole = lines.join("\n");
  const voice = /^\s*<v(?:\.[^\s<>]*)?[ \t]+([^<>\n]{1,80})>/.exec(whole)?.[1]?.trim();
  return { speaker: voice ? plainOf(voice) : null, text: plainOf(whole) };
}

/** Removes markup, control characters and empty lines from a text. */
function plainOf(text: string): string {
  return text
    .replaceAll(/<[^<>]*>/g, "")
    .replaceAll(/\{\\[^{}]*\}/g, "")
    .replaceAll(/&(?:lt|gt|amp|quot|#39|nbsp|lrm|rlm);/g, (sign) => ENTITIES[sign] ?? sign)
    .replaceAll(/(?!\n)[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** Writes captions as WebVTT: only times, positions and plain text of the uploaded file. */
export function webVttOf(cues: readonly Cue[]): string {
  const blocks = cues.map(({ from, to, settings, speaker, text }) => {
    const times = `${timeOf(from)} --> ${timeOf(to)}${settings === "" ? "" : ` ${settings}`}`;
    const said = speaker === null ? text : `${speaker}: ${text}`;
    return `${times}\n${escaped(said)}`;
  });
  return `WEBVTT\n\n${blocks.join("\n\n")}\n`;
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function timeOf(milliseconds: number): string {
  const part = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, "0");
  const seconds = milliseconds / 1000;
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((value) => part(value, 2));
  return `${clock.join(":")}.${part(milliseconds % 1000, 3)}`;
}

/** A pause of this many milliseconds starts a paragraph of a transcript; so does a new speaker. */
const PAUSE = 2_500;
/** Characters after which a new sentence starts a paragraph, and after which any cue does. */
const LONG_PARAGRAPH = 700;
const LONGEST_PARAGRAPH = 5_000;
const ENDS_SENTENCE = /[.!?…。؟]["»”]?$/u;

/** Builds a transcript in paragraphs. Lines that rolling captions repeat appear once. */
export function transcriptOf(cues: readonly Cue[]): string[] {
  const paragraphs: string[] = [];
  let current: string[] = [];
  let length = 0;
  let before: Cue | undefined;
  let last: ReadonlySet<string> = new Set();
  const end = () => {
    if (current.length > 0) paragraphs.push(current.join(" "));
    current = [];
    length = 0;
  };
  for (const cue of cues) {
    const lines = cue.text.split("\n");
    const text = lines.filter((line) => !last.has(line)).join(" ");
    const isNew =
      before === undefined ||
      cue.speaker !== before.speaker ||
      cue.from - before.to >= PAUSE ||
      length > LONGEST_PARAGRAPH ||
      // Looks at its last two characters only, since the paragraph grows with each cue.
      (length > LONG_PARAGRAPH && ENDS_SENTENCE.test(current.at(-1)?.slice(-2) ?? ""));
    before = cue;
    last = new Set(lines);
    if (text === "") continue;
    if (isNew) end();
    const said = current.length > 0 || cue.speaker === null ? text : `${cue.speaker}: ${text}`;
    current.push(said);
    length += said.length;
  }
  end();
  return paragraphs;
}

import { isZone, momentIn } from "@/lib/core/zones";

/** A time that somebody wrote with its zone: "2026-12-03 15:00 Africa/Dakar". */
export interface WrittenMoment {
  /** As written. */
  text: string;
  at: Date;
}

/** Ways to write plus and minus: also as a dash. */
const SIGN = "[+−–-]";
/**
 * Zones by name ("Africa/Dakar"), by their offset ("UTC+1", "GMT-03:30", "UTC+0530"), or UTC itself. One that is only
 * the beginning of what was written is none: "UTC+5.5", "UTC + 1", "Etc/GMT+5".
 */
const ZONE = [
  String.raw`(?:UTC|GMT)${SIGN}(?:\d{4}|\d{1,2}(?::\d{2})?)(?![.,]\d)`,
  String.raw`(?:UTC|GMT)(?!\s?${SIGN}\s?\d)`,
  String.raw`[A-Z][A-Za-z_]{1,30}(?:\/[A-Z][A-Za-z_+-]{1,30}){1,2}(?<!${SIGN})(?!${SIGN}\d)`,
].join("|");
const OFFSET = new RegExp(String.raw`^(?:UTC|GMT)(${SIGN})(?:(\d{2})(\d{2})|(\d{1,2})(?::(\d{2}))?)$`, "u");
const MOMENT = new RegExp(
  String.raw`(?<![\p{L}\p{N}:.-])(\d{4}-\d{2}-\d{2}),? (\d{2}:\d{2}) \(?(${ZONE})(?![\p{L}\p{N}:/_])\)?`,
  "gu",
);

/**
 * Divides a text at the times that name their zone. Dates and clock times that do not exist, and names that are no zone,
 * stay text.
 */
export function splitMoments(text: string): (string | WrittenMoment)[] {
  const pieces: (string | WrittenMoment)[] = [];
  let from = 0;
  for (const match of text.matchAll(MOMENT)) {
    const [written, day = "", time = "", zone = ""] = match;
    const at = momentOf(day, time, zone);
    if (!at) continue;
    if (match.index > from) pieces.push(text.slice(from, match.index));
    pieces.push({ text: written, at });
    from = match.index + written.length;
  }
  if (from < text.length || pieces.length === 0) pieces.push(text.slice(from));
  return pieces;
}

function momentOf(day: string, time: string, zone: string): Date | null {
  const asUtc = new Date(`${day}T${time}:00Z`);
  // "2026-02-30" and "24:00" are read as later days.
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString().slice(0, 16) !== `${day}T${time}`) return null;
  if (zone === "UTC" || zone === "GMT") return asUtc;
  const offset = OFFSET.exec(zone);
  if (!offset) return isZone(zone) ? momentIn({ day, time, zone }) : null;
  const [, sign, both, andMinutes, hours = both, minutes = andMinutes ?? "0"] = offset;
  if (Number(hours) > 14 || Number(minutes) > 59) return null;
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return new Date(asUtc.getTime() + (sign === "+" ? -ahead : ahead));
}

import { fileTypeOf } from "@/lib/files/types/model";
import type { VersionFile } from "./queries/material";

type Part = Pick<VersionFile, "type" | "state" | "language" | "role">;

/**
 * Computes whether a version's video and sound can be followed without hearing: per language as many captions
 * as videos, and as many transcripts as videos and recordings. Derived from the files, not declared. Null
 * without video or sound.
 */
export function accessibilityOf(
  files: readonly Part[],
): { lacksCaptions: boolean; lacksTranscript: boolean } | null {
  const clean = files.filter(({ state }) => state === "clean");
  const groupOf = (file: Part) => fileTypeOf(file.type).group;
  const media = clean.filter((file) => file.role === "main" && isMedia(groupOf(file)));
  if (media.length === 0) return null;
  const lacks = (needed: readonly Part[], role: VersionFile["role"], fits: (file: Part) => boolean) =>
    [...new Set(needed.map(({ language }) => language))].some(
      (language) =>
        clean.filter((file) => file.role === role && file.language === language && fits(file)).length <
        needed.filter((file) => file.language === language).length,
    );
  return {
    lacksCaptions: lacks(
      media.filter((file) => groupOf(file) === "video"),
      "captions",
      ({ type }) => type === "captions",
    ),
    lacksTranscript: lacks(media, "transcript", (file) => ["document", "text"].includes(groupOf(file))),
  };
}

const isMedia = (group: string) => group === "video" || group === "sound";

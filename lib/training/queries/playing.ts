import { isPlayable } from "@/lib/files/model";
import { extensionOf } from "@/lib/files/types/model";
import type { VersionFile } from "./material";

/** A video or recording of a version, with the files that belong to it. */
export interface Playable {
  file: VersionFile;
  /** Its poster: one of its language, else any. */
  poster: VersionFile | null;
  /** Captions for the player: the first of each language, that of the recording first. */
  captions: VersionFile[];
  /** Text alternatives: per language the author's transcript, else the captions' words. */
  transcripts: VersionFile[];
}

const stemOf = (name: string) => {
  const extension = extensionOf(name);
  return (extension ? name.slice(0, -extension.length - 1) : name).toLowerCase();
};

/** Checks whether a name begins with another one as a whole: "talk-1.fr" with "talk-1", but not "talk-10". */
const isNamedAfter = (name: string, other: string) =>
  name.startsWith(other) && !/^[\p{L}\p{N}]/u.test(name.slice(other.length));

/**
 * Finds which of several videos and recordings a file belongs to: the one whose name it begins with, else the
 * only one in its language. Null if neither decides.
 */
function whoseIs(one: VersionFile, media: readonly VersionFile[]): VersionFile | null {
  if (media.length === 1) return media[0] ?? null;
  const [named] = media
    .filter((file) => isNamedAfter(stemOf(one.name), stemOf(file.name)))
    .sort((a, b) => b.name.length - a.name.length);
  if (named) return named;
  const same = media.filter((file) => file.language === one.language);
  return same.length === 1 ? (same[0] ?? null) : null;
}

/** Lists the videos and recordings among the files a reader may have, in order. */
export function playablesOf(files: readonly VersionFile[]): Playable[] {
  const media = files.filter((file) => file.role === "main" && isPlayable(file));
  return media.map((file) => {
    const own = files.filter((one) => one.state === "clean" && whoseIs(one, media)?.id === file.id);
    const first = (list: VersionFile[]) =>
      list
        .filter(({ language }, n) => list.findIndex((one) => one.language === language) === n)
        .sort((a, b) => Number(b.language === file.language) - Number(a.language === file.language));
    const read = own.filter(({ reading }) => reading === "read");
    const captions = first(read.filter(({ role, type }) => role === "captions" && type === "captions"));
    const posters = own.filter(({ role, pictureSize }) => role === "poster" && pictureSize);
    return {
      file,
      poster: posters.find(({ language }) => language === file.language) ?? posters[0] ?? null,
      captions,
      transcripts: first([...read.filter(({ role }) => role === "transcript"), ...captions]),
    };
  });
}

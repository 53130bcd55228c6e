import { lazyPart } from "../part";

/** What comes after the first letter can be typed, the parts of every editor included. */
export const fetchLater = () => import("./later");

/** The dialogs of a text, loaded as the parts of every editor are. */
export const DIALOGS = {
  cite: lazyPart(async () => (await fetchLater()).CitationDialog),
  link: lazyPart(async () => (await fetchLater()).LinkDialog),
  embed: lazyPart(async () => (await fetchLater()).EmbedDialog),
  note: lazyPart(async () => (await fetchLater()).NoteDialog),
  picture: lazyPart(async () => (await fetchLater()).PictureDialog),
};

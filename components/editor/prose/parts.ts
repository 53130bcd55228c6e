import { lazyPart } from "../part";

/** Everything needed after typing starts, including the parts of every editor. */
export const fetchLater = () => import("./later");

/** The dialogs of a text, loaded like the parts of every editor. */
export const DIALOGS = {
  cite: lazyPart(async () => (await fetchLater()).CitationDialog),
  link: lazyPart(async () => (await fetchLater()).LinkDialog),
  embed: lazyPart(async () => (await fetchLater()).EmbedDialog),
  note: lazyPart(async () => (await fetchLater()).NoteDialog),
  picture: lazyPart(async () => (await fetchLater()).PictureDialog),
};

import { lazyPart } from "../part";

/** Everything needed after typing starts, including the parts of every editor. */
export const fetchLater = () => import("./later");

/** The dialogs of records, loaded like the parts of every editor. */
export const DIALOGS = {
  paste: lazyPart(async () => (await fetchLater()).PasteDialog),
  copyLaw: lazyPart(async () => (await fetchLater()).CopyLawDialog),
  source: lazyPart(async () => (await fetchLater()).SourceDialog),
};

import type { TextOutline } from "@/lib/files/outline/model";
import { withPdf } from "../../pdf-document";
import { partsOf } from "../parts";
import { readBookmarks } from "./headings";
import { readLayout } from "./layout";
import { readPages } from "./pages";
import { readTagged } from "./tagged";

/** Pixels of the largest picture that is decoded, to count it: pages that were scanned have larger ones. */
const LARGEST_PICTURE = 2_000_000;

/**
 * Reads a PDF as its headings with the text below each: by its tags if they name headings, otherwise by the layout of
 * its pages. A PDF without text has no parts. Throws if the file cannot be read or is protected by a password.
 */
export async function readPdfOutline(path: string): Promise<TextOutline> {
  const { read, bookmarks } = await withPdf(
    path,
    async (document) => ({ read: await readPages(document), bookmarks: await readBookmarks(document) }),
    { largestPicture: LARGEST_PICTURE },
  );
  const { children, notes } = readTagged(read.pages) ?? readLayout(read.pages, bookmarks);
  const { parts, isCut } = partsOf(children, notes);
  const pictures = new Set(read.pages.flatMap((page) => page.pictures)).size;
  return { kind: "text", parts, leftOut: { pictures, isCut: isCut || read.isCut } };
}

import { document } from "@/lib/web/pages/document";
import { gapsFile } from "../gaps-file";

/** A country's gaps as CSV: the rows on the screen. */
export const GET = document(gapsFile("csv"));

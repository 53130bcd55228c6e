import { document } from "@/lib/web/pages/document";
import { gapsFile } from "../gaps-file";

/** What a country has nothing for as CSV: the rows of the screen. */
export const GET = document(gapsFile("csv"));

import { document } from "@/lib/web/pages/document";
import { comparisonFile } from "../comparison-file";

/** A comparison as CSV: the cells on the screen, with the same parameters. */
export const GET = document(comparisonFile("csv"));

import { document } from "@/lib/web/pages/document";
import { comparisonFile } from "../comparison-file";

/** A comparison as CSV: the cells of the screen, by the same parameters. */
export const GET = document(comparisonFile("csv"));

import { document } from "@/lib/web/pages/document";
import { comparisonFile } from "../comparison-file";

/** A comparison as JSON: the cells on the screen, with the same parameters. */
export const GET = document(comparisonFile("json"));

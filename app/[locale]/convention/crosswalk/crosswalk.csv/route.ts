import { document } from "@/lib/web/pages/document";
import { crosswalkFile } from "../crosswalk-file";

/** Which articles of the treaties have one subject, as CSV: the pairs of the screen. */
export const GET = document(crosswalkFile("csv"));

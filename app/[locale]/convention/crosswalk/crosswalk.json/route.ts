import { document } from "@/lib/web/pages/document";
import { crosswalkFile } from "../crosswalk-file";

/** Matching articles of the treaties as JSON: the pairs on the screen. */
export const GET = document(crosswalkFile("json"));

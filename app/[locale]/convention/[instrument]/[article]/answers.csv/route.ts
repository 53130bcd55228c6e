import { document } from "@/lib/web/pages/document";
import { answersFile } from "../../../answers-file";

/** The answers to an article as CSV: the rows on the screen, with the same filters. */
export const GET = document(answersFile("csv"));

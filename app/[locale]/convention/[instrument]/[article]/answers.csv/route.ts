import { document } from "@/lib/web/pages/document";
import { answersFile } from "../../../answers-file";

/** The answers to an article as CSV: the rows of the screen, narrowed by the same parameters. */
export const GET = document(answersFile("csv"));

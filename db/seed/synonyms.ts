import { z } from "zod";
import { readData } from "./read";

/** Groups of phrases that mean the same, with which the search begins. */
export function loadSynonyms(): string[][] {
  return readData("synonyms.json", z.array(z.string().min(2).max(80)).min(2).max(12), {}).items;
}

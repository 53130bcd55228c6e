import { z } from "zod";
import { readData } from "./read";

/** Loads the initial groups of synonyms for search. */
export function loadSynonyms(): string[][] {
  return readData("synonyms.json", z.array(z.string().min(2).max(80)).min(2).max(12), {}).items;
}

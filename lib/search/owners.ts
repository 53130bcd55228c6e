import type { SearchKind } from "@/lib/vocabulary/search-kinds";
import { queryByIndex } from "./by-index";
import { quoted } from "./query/lexemes";
import { Statement } from "./statement";

/**
 * Lists owners of public entries of these kinds that match a `tsquery` literal, for filtering lists. Queried
 * by the index before the list: joined, it would be searched again for each row.
 */
export async function listOwners(words: string, kinds: readonly SearchKind[]): Promise<string[]> {
  const statement = new Statement();
  const ofKinds = kinds.map((kind) => quoted(`=k:${kind}`)).join(" | ");
  const match = statement.add(`(${words}) & (${ofKinds})`, "tsquery");
  const rows = await queryByIndex<{ owner: string }>(
    statement.named(
      "owners",
      `select distinct owner from search_entry where terms @@ ${match} and audience = 'public'`,
    ),
  );
  return rows.map(({ owner }) => owner);
}

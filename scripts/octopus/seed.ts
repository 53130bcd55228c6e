import { z } from "zod";
import { loadSeed, type Seed } from "@/db/seed";
import { applySeed } from "@/db/seed/apply";
import { applyMaterials } from "@/db/seed/apply-materials";
import { reviseSeed } from "@/db/seed/revise";
import { queueFirstDump } from "@/lib/open-data";
import { countProfiles } from "@/lib/profiles/reading";
import { OPERATOR, transact } from "@/lib/transact";
import { command, say } from "./command";

export const seed = command({
  name: "seed",
  about:
    "Adds the starting data to the database: profiles, treaty status, laws, prose, posts, training material. Adds what is missing. Where a later edition differs, it revises seeded sections that nobody edited, and proposes the rest for review.",
  options: { "if-empty": { about: "add no posts and training material if there are profiles already" } },
  input: z.object({ ifEmpty: z.boolean().default(false) }),
  database: true,
  async run({ ifEmpty }) {
    const data = loadSeed();
    const isThere = (await countProfiles()) > 0;
    // First: what is added later to a profile comes with the sources that its list, if edited, does not have.
    const later = isThere ? await revise(data) : "";
    const added = ifEmpty && isThere ? await addProfiles(data) : await add(data);
    await queueFirstDump();
    say(`${added}${later}`);
  },
});

/** On a site with profiles: applies the changes of a newer edition of the data. */
async function revise(data: Seed): Promise<string> {
  const edition = await transact(OPERATOR, (ctx) => reviseSeed(ctx, data));
  const { begun, revised, proposed, synonyms } = edition;
  const sections = `; ${begun} sections begun, ${revised} revised and ${proposed} proposed`;
  const words = `; ${synonyms.added} groups of synonyms added and ${synonyms.removed} removed`;
  return [
    begun + revised + proposed > 0 ? sections : "",
    synonyms.added + synonyms.removed > 0 ? words : "",
  ].join("");
}

/** On a site with profiles: adds missing ones; deleted posts and materials are not added again. */
async function addProfiles(data: Seed): Promise<string> {
  const { pages } = await transact(OPERATOR, (ctx) => applySeed(ctx, { ...data, posts: [] }));
  return pages === 0 ? "there are profiles already" : `${pages} profiles added`;
}

async function add(data: Seed): Promise<string> {
  const { pages, revisions, posts } = await transact(OPERATOR, (ctx) => applySeed(ctx, data));
  const materials = await applyMaterials(OPERATOR);
  return pages + revisions + posts + materials === 0
    ? "all of it was there"
    : `${pages} profiles, ${revisions} revisions, ${posts} posts and ${materials} materials added`;
}

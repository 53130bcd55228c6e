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
    "Puts the starting data into the database: profiles, treaty status, laws, prose, posts, training materials. Adds what is missing. Where a later edition differs, it revises seeded sections that nobody edited, and proposes the rest for review.",
  options: { "if-empty": { about: "add no posts and materials when there are profiles already" } },
  input: z.object({ ifEmpty: z.boolean().default(false) }),
  database: true,
  async run({ ifEmpty }) {
    const data = loadSeed();
    const isThere = ifEmpty && (await countProfiles()) > 0;
    const added = isThere ? await addSections(data) : await add(data);
    const { revised, proposed, synonyms } = await transact(OPERATOR, (ctx) => reviseSeed(ctx, data));
    await queueFirstDump();
    const later = revised + proposed > 0 ? `; ${revised} sections revised and ${proposed} proposed` : "";
    const { added: more, removed } = synonyms;
    const words = more + removed > 0 ? `; ${more} groups of synonyms added and ${removed} removed` : "";
    say(`${added}${later}${words}`);
  },
});

/** On a site with profiles: sections that nobody has written yet; no post or material comes back that was deleted. */
async function addSections(data: Seed): Promise<string> {
  const { revisions } = await transact(OPERATOR, (ctx) => applySeed(ctx, { ...data, posts: [] }));
  return revisions === 0 ? "there are profiles already" : `${revisions} sections added`;
}

async function add(data: Seed): Promise<string> {
  const { pages, revisions, posts } = await transact(OPERATOR, (ctx) => applySeed(ctx, data));
  const materials = await applyMaterials(OPERATOR);
  return pages + revisions + posts + materials === 0
    ? "all of it was there"
    : `${pages} profiles, ${revisions} revisions, ${posts} posts and ${materials} materials added`;
}

import { z } from "zod";
import { loadSeed, type Seed } from "@/db/seed";
import { applySeed } from "@/db/seed/apply";
import { applyDiscussions } from "@/db/seed/apply-discussions";
import { applyMaterials } from "@/db/seed/apply-materials";
import { listMissing } from "@/db/seed/apply-posts";
import { MATERIALS } from "@/db/seed/materials";
import { reviseSeed } from "@/db/seed/revise";
import { type LibraryChanges, reviseLibrary } from "@/db/seed/revise-library";
import { queueFirstDump } from "@/lib/open-data";
import { countProfiles } from "@/lib/profiles/reading";
import { recordProjectionFormat } from "@/lib/projections";
import { OPERATOR, transact } from "@/lib/transact";
import { command, say } from "./command";

export const seed = command({
  name: "seed",
  about:
    "Adds the starting data to the database: profiles, treaty status, laws, prose, posts, training material, discussions. Adds what is missing. Where a later edition differs, it revises the seeded texts that nobody edited, and proposes the others for review or names them.",
  options: {
    "if-empty": {
      about: "add no posts, training material and topics to a site that has profiles and none of these",
    },
  },
  input: z.object({ ifEmpty: z.boolean().default(false) }),
  database: true,
  async run({ ifEmpty }) {
    const data = loadSeed();
    const isThere = (await countProfiles()) > 0;
    // First: here a section's first text also brings the sources that an edited list lacks; `add` brings none.
    const later = isThere ? await revise(data) : "";
    const added = await add(data, ifEmpty && isThere);
    // Last: a learning path of a later edition can have a part that was just added.
    const library = await reviseLibrary(OPERATOR, { posts: data.posts, added: added.materials });
    if (!isThere) await transact(OPERATOR, recordProjectionFormat);
    await queueFirstDump();
    for (const path of library.left) say(`left as members edited it: ${path}`);
    say(`${describeAdded(added)}${later}${describeLibrary(library)}`);
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

interface Added {
  pages: number;
  revisions: number;
  posts: number;
  materials: string[];
  topics: number;
}

/** `onlyIfAny`: adds posts and materials only to a site that began with some, so that a site without stays so. */
async function add(data: Seed, onlyIfAny: boolean): Promise<Added> {
  const hasSome = !onlyIfAny || (await hasPosts(data.posts));
  const posts = hasSome ? data.posts : [];
  const counts = await transact(OPERATOR, (ctx) => applySeed(ctx, { ...data, posts }));
  const materials = await applyMaterials(OPERATOR, MATERIALS, { onlyIfAny });
  const discussions = await applyDiscussions(OPERATOR, { hasTopics: hasSome });
  return { ...counts, materials, topics: discussions.topics };
}

async function hasPosts(posts: Seed["posts"]): Promise<boolean> {
  return transact(OPERATOR, async (ctx) => {
    ctx.asSystem("the operator's command");
    ctx.skipAudit("it only looks");
    return (await listMissing(ctx.tx, posts)).length < posts.length;
  });
}

function describeAdded({ pages, revisions, posts, materials, topics }: Added): string {
  return pages + revisions + posts + materials.length + topics === 0
    ? "all of it was there"
    : `${pages} profiles, ${revisions} revisions, ${posts} posts, ${materials.length} materials and ${topics} topics added`;
}

function describeLibrary({ revised, proposed, left }: LibraryChanges): string {
  if (revised.length + proposed.length + left.length === 0) return "";
  return `; posts and materials: ${revised.length} parts revised, ${proposed.length} proposed, ${left.length} left`;
}

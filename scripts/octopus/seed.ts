import { z } from "zod";
import { loadSeed } from "@/db/seed";
import { applySeed } from "@/db/seed/apply";
import { applyMaterials } from "@/db/seed/apply-materials";
import { countProfiles } from "@/lib/profiles/reading";
import { OPERATOR, transact } from "@/lib/transact";
import { command, say } from "./command";

export const seed = command({
  name: "seed",
  about:
    "Puts the starting data into the database: profiles, treaty status, laws, prose, posts, training materials. Adds what is missing, changes nothing that stands.",
  options: { "if-empty": { about: "do nothing when there are profiles already" } },
  input: z.object({ ifEmpty: z.boolean().default(false) }),
  database: true,
  async run({ ifEmpty }) {
    if (ifEmpty && (await countProfiles()) > 0) {
      say("there are profiles already");
      return;
    }
    const { pages, revisions, posts } = await transact(OPERATOR, (ctx) => applySeed(ctx, loadSeed()));
    const materials = await applyMaterials(OPERATOR);
    say(
      pages + revisions + posts + materials === 0
        ? "all of it was there"
        : `${pages} profiles, ${revisions} revisions, ${posts} posts and ${materials} materials added`,
    );
  },
});

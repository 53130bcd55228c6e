import { db } from "@/db/client";
import { cleanup } from "@/db/schema/cleanups";
import { startCleanup } from "@/lib/cleanups";
import { StartCleanup } from "@/lib/cleanups/model";
import { withholdFile } from "@/lib/files";
import { SYSTEM, transact } from "@/lib/transact";
import { cleanFile } from "@/tests/support/materials";
import { actorOf, by, makeActor, makeMember } from "@/tests/support/members";
import { commented, publishedPost } from "@/tests/support/posts";
import type { AtForm, FormCase } from "./form-case";

type As = (at: string, fields?: Record<string, string>) => Promise<AtForm>;

const handle = "someone";
const SCREEN = "/moderation/members/someone";

/** Makes a member with a comment that waits for a moderator. */
async function makeSpammer(): Promise<void> {
  const { id } = await makeMember({ handle });
  await commented(await actorOf(id), await publishedPost(await makeActor()), "Buy my course.");
}

/** The forms that clean up what a member contributed, undo it, and release a file that it withholds. */
export function cleanupCases(moderator: As): Record<string, FormCase> {
  return {
    "app/[locale]/moderation/members/[handle]/route.tsx clean": {
      async make() {
        await makeSpammer();
        return moderator(SCREEN, { cleanupDays: "all", cleanupReason: "Advertising" });
      },
      again: { to: "?done=cleaned" },
    },
    "app/[locale]/moderation/members/[handle]/route.tsx unclean": {
      async make() {
        await makeSpammer();
        const input = StartCleanup.parse({ handle, cleanupDays: "all", cleanupReason: "Advertising" });
        await transact(by(await makeActor("moderator")), (ctx) => startCleanup(ctx, input));
        const [row] = await db().select({ id: cleanup.id }).from(cleanup);
        return moderator(SCREEN, { cleanupId: row?.id ?? "" });
      },
      again: { to: "?done=uncleaned" },
    },
    "app/[locale]/moderation/files/route.tsx release": {
      async make() {
        const { id: uploaderId } = await makeMember({ handle });
        const fileId = await cleanFile(uploaderId);
        await transact(SYSTEM, async (ctx) => {
          ctx.asSystem("a test");
          await withholdFile(ctx, { fileId, caseId: fileId });
        });
        return moderator("/moderation/files", { fileId });
      },
      again: { to: "/moderation/files?done=released" },
    },
  };
}

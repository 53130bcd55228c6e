import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { fileGrant } from "@/db/schema/files";
import { newId } from "@/lib/core/id";
import { listSameFiles } from "@/lib/files/queries/file-queries";
import { useDatabase } from "@/tests/support/database";
import { keep, place, sha256, useFileDoor } from "@/tests/support/file-door";
import { makeActor } from "@/tests/support/members";
import { startedPost } from "@/tests/support/posts";

useDatabase();
const { ask } = useFileDoor();

const AT = "/training/evidence-guide";

describe("a right to the files of one thing", () => {
  it("gives nobody the files of another, whether as a writer or by a grant", async () => {
    const uploader = await makeActor("practitioner");
    const restricted = await keep(uploader, "restricted.txt", "for practitioners");
    const draft = await keep(uploader, "draft.txt", "not yet open");
    await place([restricted], { access: "practitioners" });
    await place([draft], { at: "/training/another-guide", isOpen: false });

    const writer = await makeActor();
    await startedPost(writer);
    const granted = await makeActor();
    await db()
      .insert(fileGrant)
      .values({ ownerKind: "material", ownerId: newId(), memberId: granted.id, grantedAt: new Date() });

    for (const as of [writer, granted]) {
      expect((await ask(`${AT}/files/${restricted}`, { as })).status).toBe(404);
      expect((await ask(`/training/another-guide/files/${draft}`, { as })).status).toBe(404);
      expect((await ask(`${AT}/files.zip`, { as })).status).toBe(404);
      expect(await listSameFiles(as, [sha256("for practitioners"), sha256("not yet open")])).toEqual([]);
    }
    expect((await ask(`${AT}/files/${restricted}`, { as: uploader })).status).toBe(200);
  });
});

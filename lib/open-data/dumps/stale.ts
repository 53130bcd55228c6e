import { and, inArray, isNotNull } from "drizzle-orm";
import { openDumpFile } from "@/db/schema/exports";
import { fileObject } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import type { Job } from "@/lib/core/jobs";
import { RESOURCES, type ResourceName } from "@/lib/vocabulary/open-lists";

/*
 * Steps of `lib/consequences/`: content that readers may no longer see is removed from dumps at the commit.
 * `remake-dump` makes a new one.
 */

/** Deletes the files of some kinds from all stored dumps; of all kinds if none is given. */
export const removeDumps =
  (...which: readonly ResourceName[]) =>
  async ({ tx }: Ctx): Promise<void> => {
    const wanted = which.length > 0 ? which : RESOURCES;
    const given = await tx
      .select({ key: openDumpFile.objectKey })
      .from(openDumpFile)
      .where(and(inArray(openDumpFile.resource, [...wanted]), isNotNull(openDumpFile.objectKey)))
      .orderBy(openDumpFile.dumpId, openDumpFile.resource)
      .for("update");
    const keys = given.map(({ key }) => key).filter((key) => key !== null);
    if (keys.length === 0) return;
    await tx.update(openDumpFile).set({ objectKey: null }).where(inArray(openDumpFile.objectKey, keys));
    await tx.update(fileObject).set({ state: "doomed" }).where(inArray(fileObject.key, keys));
  };

/** Makes a new dump after ten minutes, since texts are often hidden or deleted several at a time. */
export const remakeDumps = (): Job[] => [
  { task: "remake-dump", payload: {}, key: "remake-dump", runAt: new Date(Date.now() + 10 * 60_000) },
];

import { z } from "zod";
import { can } from "@/lib/core/policy";
import type { SeenAt } from "@/lib/sight";
import { findDownload } from "./queries/download-queries";

/** Files, by whom they can be downloaded. Each actor is asked for anew: who may read the pages that use it differs. */
export const fileSight: SeenAt = async ([area, id], _target, on) => {
  if (area !== "files" || !z.uuid().safeParse(id).success) return null;
  const fileId = id ?? "";
  if (!(await findDownload(on, { fileId, place: null, reader: "site" }))) return null;
  return {
    kind: "file",
    async sees(actor) {
      const facts = await findDownload(on, { fileId, place: null, reader: actor });
      return facts !== null && can(actor, "file.download", facts);
    },
  };
};

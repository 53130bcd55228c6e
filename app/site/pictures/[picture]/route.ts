import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { findSitePicture } from "@/lib/site-settings";
import { PICTURE_ID } from "@/lib/site-settings/model";
import { document } from "@/lib/web/pages/document";

const Params = z.object({ picture: z.string().endsWith(".webp") });

/** A picture of the site itself: a logo or the icon. Its address names its content, so browsers keep it. */
export const GET = document({
  params: Params,
  scopes: () => [scope.site],
  async render({ picture }) {
    const id = picture.slice(0, -".webp".length);
    const bytes = PICTURE_ID.test(id) ? await findSitePicture(id) : null;
    if (!bytes) throw new DomainError("not_found", "page");
    return {
      text: bytes,
      type: "image/webp",
      headers: { "cache-control": "public, max-age=31536000, immutable" },
    };
  },
});

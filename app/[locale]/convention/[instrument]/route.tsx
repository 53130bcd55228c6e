import { z } from "zod";
import { instrumentAnchor, readInstrument } from "@/lib/convention/model";
import { DomainError } from "@/lib/core/errors";
import { localePath } from "@/lib/i18n/locales";
import { document } from "@/lib/web/pages/document";

/** Redirects to the instrument on the page that lists them all. */
export const GET = document({
  params: z.object({ instrument: z.string().min(1).max(40) }),
  async render({ instrument }, { locale }) {
    const known = readInstrument(instrument);
    if (!known) throw new DomainError("not_found", "article");
    return { to: `${localePath(locale, "/convention")}#${instrumentAnchor(known)}`, status: 308 };
  },
});

import { z } from "zod";
import { cooperationCrumb } from "@/components/cooperation/crumb";
import { listKnownExports, Sha256 } from "@/lib/exports";
import { document } from "@/lib/web/pages/document";
import { VerifyView } from "./verify-view";

/**
 * Verifies a document by its hash: pasted, or computed by the browser, so that no file comes here. The question is an
 * address: documents have it printed in them.
 */
export const GET = document({
  query: z.object({ sha256: z.string().max(300).optional().catch("") }),
  limit: "verify",
  isStored: ({ sha256 }) => sha256 === undefined,
  async render({ sha256: typed }, { t, locale }) {
    const read = typed === undefined ? null : Sha256.safeParse(typed);
    const sha256 = read?.success ? read.data : null;
    const known = sha256 === null ? [] : await listKnownExports(sha256);
    const title = t("exports.verify.title");
    return {
      title,
      description: t("exports.verify.sub"),
      crumbs: [cooperationCrumb(t), { label: title }],
      ...(typed === undefined ? {} : { robots: "noindex" as const }),
      isProblem: typed !== undefined && sha256 === null,
      body: <VerifyView t={t} locale={locale} typed={typed} sha256={sha256} known={known} />,
    };
  },
});

import { z } from "zod";
import { scope } from "@/lib/core/versions";
import { listBoard } from "@/lib/profiles/freshness";
import { REGIONS } from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { BoardView } from "./board-view";

/** Freshness of the profiles by region and country; recounted whenever one of them changes. */
export const GET = document({
  query: z.object({ region: z.enum(REGIONS).optional().catch(undefined) }),
  scopes: () => [scope.countries],
  async render({ region }, { t, locale }) {
    const now = new Date();
    const title = t("freshness.board.title");
    return {
      title,
      description: t("freshness.board.sub"),
      current: "countries",
      crumbs: [{ label: t("profiles.directory.title"), href: "/countries" }, { label: title }],
      body: <BoardView t={t} locale={locale} lines={await listBoard(now)} region={region} asOf={now} />,
    };
  },
});

import { ATOM_TYPE, atomFeed } from "@/components/atom";
import { actionText, lineText, reasonText } from "@/components/moderation-log";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { listLog } from "@/lib/public-log";
import { LOG_PATH } from "@/lib/public-log/model";
import { document } from "@/lib/web/pages/document";

/** Most entries of the feed. */
const ENTRIES = 50;

/** The newest lines of the public log as an Atom feed. */
export const GET = document({
  scopes: () => [scope.log],
  async render(_input, { t, locale }) {
    const lines = (await listLog()).slice(0, ENTRIES);
    const page = localePath(locale, LOG_PATH);
    const text = atomFeed({
      origin: env().APP_URL,
      site: t("shell.site"),
      locale,
      id: `log/${locale}`,
      title: `${t("flags.log.title")} | ${t("shell.site")}`,
      updated: new Date(lines[0]?.day ?? 0),
      self: `${page}/feed.xml`,
      page,
      entries: lines.map((line) => ({
        id: `log/${[line.day, line.action, line.kind, line.reason ?? "none", line.role].join("/")}`,
        title: lineText(t, line),
        updated: new Date(line.day),
        published: new Date(line.day),
        authors: [{ name: t(`flags.log.role.${line.role}`) }],
        page,
        categories: [{ term: line.action, label: actionText(t, line.action) }],
        summary: reasonText(t, line),
      })),
    });
    return { text, type: `${ATOM_TYPE}; charset=utf-8` };
  },
});

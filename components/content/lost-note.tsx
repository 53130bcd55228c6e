import type { Locale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages";
import type { Translator } from "@/lib/i18n/translator";
import type { LostLink, LostOf } from "@/lib/pages/links/model";
import { canBegin } from "@/lib/text/targets";
import { beginHref } from "./begin-missing";

/** The areas whose missing pages members can begin, as far as there are words for it. */
type BegunArea = keyof Messages["revisions"]["prose"]["lost"]["of"];

/** What is to be said of where a link leads; nothing where readers can have it, or where nobody looked. */
export function deadLinkNote(props: { t: Translator; locale: Locale; lostOf?: LostOf | undefined }) {
  const { t, locale, lostOf } = props;
  return (href: string) => {
    const lost = lostOf?.(href);
    return lost ? <LostNote t={t} locale={locale} lost={lost} /> : null;
  };
}

/** What stands behind a link that leads to no page of this site: that there is none, and the way to write it. */
function LostNote({ t, locale, lost }: { t: Translator; locale: Locale; lost: LostLink }) {
  const [area = ""] = lost.target.split("/");
  const own = `revisions.prose.lost.of.${area as BegunArea}` as const;
  const href = beginHref(locale, lost.target);
  const write = (words: string) => () =>
    href ? (
      <a href={href} rel="nofollow">
        {words}
      </a>
    ) : (
      words
    );
  return (
    <>
      {" "}
      <span className="lost-note">
        {lost.state === "retracted"
          ? t("revisions.prose.lost.retracted")
          : canBegin(area)
            ? t.rich(`${own}.text`, { write: write(t(`${own}.write`)) })
            : t("revisions.prose.lost.missing")}
      </span>
    </>
  );
}

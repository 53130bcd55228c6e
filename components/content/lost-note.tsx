import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { LostLink, LostOf } from "@/lib/profiles/backlinks/model";

/** What is to be said of where a link leads; nothing where readers can have it, or where nobody looked. */
export function lostNoteOf(props: { t: Translator; locale: Locale; lostOf?: LostOf | undefined }) {
  const { t, locale, lostOf } = props;
  return (href: string) => {
    const lost = lostOf?.(href);
    return lost ? <LostNote t={t} locale={locale} lost={lost} /> : null;
  };
}

/** What stands behind a link that leads to no page of this site: that there is none, and the way to write it. */
function LostNote({ t, locale, lost }: { t: Translator; locale: Locale; lost: LostLink }) {
  const [area = "", name = ""] = lost.target.split("/");
  return (
    <>
      {" "}
      <span className="lost-note">
        {lost.state === "retracted"
          ? t("revisions.prose.lost.retracted")
          : area === "blog"
            ? t.rich("revisions.prose.lost.post", {
                write: () => (
                  <a
                    href={localePath(locale, `/blog/new?title=${encodeURIComponent(titleFrom(name))}`)}
                    rel="nofollow"
                  >
                    {t("revisions.prose.lost.write")}
                  </a>
                ),
              })
            : t("revisions.prose.lost.missing")}
      </span>
    </>
  );
}

/** A title of which the address is made that a link names. */
function titleFrom(slug: string): string {
  const words = slug.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

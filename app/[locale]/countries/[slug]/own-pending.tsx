import { PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import type { Locale } from "@/lib/i18n/locales";
import { type Translator, translator } from "@/lib/i18n/translator";
import type { SectionKey } from "@/lib/profiles/model";
import type { ArticleData } from "./section-data";

interface Props {
  t: Translator;
  locale: Locale;
  slug: string;
}

/**
 * The note that an author sees at each section in which a change of theirs awaits review. The document is the
 * same for everyone and has the words only; `enhance/own-pending.ts` puts them at the sections.
 */
export function OwnPendingNote({ t, locale, slug }: Props) {
  return (
    <template id="own-pending">
      <Note kind="warn">
        <p data-of="text">{t("profiles.pending.ownText")}</p>
        <p data-of="translation">{t("profiles.pending.ownTranslation")}</p>
        <div className="row">
          <a data-view="" href={profileHref(locale, slug, "/pending")}>
            {t("profiles.pending.ownView")}
          </a>
          <a data-go-on="" href={profileHref(locale, slug, "/edit/")}>
            {t("profiles.pending.goOn")}
          </a>
          <PostForm
            t={t}
            name="withdraw"
            action={profileHref(locale, slug, "/pending")}
            hidden={{ number: "" }}
          >
            <Button size="sm">{t("profiles.pending.withdraw")}</Button>
          </PostForm>
        </div>
      </Note>
    </template>
  );
}

/** Draws the note of `SavedNote` or `VerifiedNote` at any section of a page, in the language in which it is requested. */
export function savedNotes(
  { locale, page, language }: Pick<ArticleData, "locale" | "page" | "language">,
  saved: "pending" | "verified",
) {
  const shared = { t: translator(locale), locale, slug: page.head.slug };
  if (saved === "verified") return () => <VerifiedNote t={shared.t} />;
  return (section: SectionKey) => (
    <SavedNote {...shared} section={section} lang={language === locale ? undefined : language} />
  );
}

/**
 * The same for a browser without scripts, at the section to which a save just led (`:target`). It names no
 * edit, since the document is the same for everyone: its link leads to the one of the member who follows it.
 */
function SavedNote(props: Props & { section: SectionKey; lang?: string | undefined }) {
  const { t, locale, slug, section, lang } = props;
  return (
    <div className="saved-here">
      <Note kind="warn">
        <p>{t("profiles.pending.ownText")}</p>
        <p className="row">
          <a href={withQuery(profileHref(locale, slug, "/pending"), { own: section })} rel="nofollow">
            {t("profiles.pending.ownView")}
          </a>
          <a href={withQuery(profileHref(locale, slug, `/edit/${section}`), { lang })} rel="nofollow">
            {t("profiles.pending.goOn")}
          </a>
        </p>
      </Note>
    </div>
  );
}

/** Confirms a verification at the section to which it leads back. */
function VerifiedNote({ t }: Pick<Props, "t">) {
  return (
    <div className="saved-here">
      <Note kind="ok" icon="check">
        {t("profiles.saved.verified")}
      </Note>
    </div>
  );
}

import { Section } from "@/components/ui/heading";
import type { PostInWork } from "@/lib/blog/writing/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/**
 * The authors of a post, those asked who have not answered, and those who declined; nothing for a post of one
 * author.
 */
export function BylinePart(props: { t: Translator; locale: Locale; found: PostInWork }) {
  const { t, locale, found } = props;
  if (found.byline.length < 2) return null;
  return (
    <Section id="byline" className="stack narrow" title={t("posts.byline.title")}>
      <ol className="list small">
        {found.byline.map(({ id, displayName, isFormer, state }) => (
          <li key={id} className="row apart">
            <bdi>{isFormer ? t("common.formerMember") : displayName}</bdi>
            <span className="dim">{t(`posts.byline.state.${state}`)}</span>
          </li>
        ))}
      </ol>
      {found.authors.length > 1 ? (
        <p className="small">
          <a href={localePath(locale, `/blog/${found.slug}/byline`)}>{t("posts.byline.leave.title")}</a>
        </p>
      ) : null}
    </Section>
  );
}

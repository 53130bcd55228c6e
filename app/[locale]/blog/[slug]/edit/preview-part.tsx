import { PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import type { PostInWork } from "@/lib/blog/writing/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** Links for reading a post without an account before publication: the existing ones, and a button for a new one. */
export function PreviewPart(props: {
  t: Translator;
  locale: Locale;
  action: string;
  previews: PostInWork["previews"];
}) {
  const { t, locale, action, previews } = props;
  return (
    <Section id="previews" className="stack narrow" title={t("posts.preview.title")}>
      {previews.length > 0 ? (
        <ul className="list small">
          {previews.map(({ id, by, createdAt, expiresAt }) => (
            <li key={id}>
              <PostForm t={t} name="endPreview" action={action} hidden={{ id }} className="row apart">
                <p>
                  {t.rich("posts.preview.one", {
                    by: () => <bdi>{by}</bdi>,
                    made: () => <Time at={createdAt} locale={locale} />,
                    when: () => <Time at={expiresAt} locale={locale} />,
                  })}
                </p>
                <Button size="sm">{t("posts.preview.end")}</Button>
              </PostForm>
            </li>
          ))}
        </ul>
      ) : null}
      <PostForm t={t} name="preview" action={action} className="stack">
        <p className="small">{t("posts.preview.what")}</p>
        <p>
          <Button>{t("posts.preview.make")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

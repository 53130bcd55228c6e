import { categoryHref } from "@/components/discussions/addresses";
import { categoryName } from "@/components/discussions/category-name";
import { MemberLink } from "@/components/member-link";
import { PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import type { NamedCategory } from "@/lib/discussions";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { ME_PLACES } from "../me-frame";

interface Props {
  t: Translator;
  locale: Locale;
  categories: readonly Omit<NamedCategory, "isMuted">[];
  members: readonly { handle: string; displayName: string }[];
}

/** The categories and members that a member muted, each with a button that unmutes it. */
export function MutedPart({ t, locale, categories, members }: Props) {
  return (
    <Section id="muted" className="stack narrow" title={t("discussions.muted.title")}>
      <p className="dim">{t("discussions.muted.what")}</p>
      {categories.length + members.length === 0 ? <p>{t("discussions.muted.none")}</p> : null}
      {categories.length > 0 ? (
        <>
          <h3>{t("discussions.muted.categories")}</h3>
          <ul className="list">
            {categories.map((category) => {
              const name = categoryName(category, locale);
              return (
                <li key={category.slug} className="row apart">
                  <a href={categoryHref(locale, category)}>{name}</a>
                  <Unmute
                    {...{ t, locale, name }}
                    form="unmute-category"
                    field="slug"
                    value={category.slug}
                  />
                </li>
              );
            })}
          </ul>
        </>
      ) : null}
      {members.length > 0 ? (
        <>
          <h3>{t("discussions.muted.members")}</h3>
          <ul className="list">
            {members.map((member) => (
              <li key={member.handle} className="row apart">
                <MemberLink t={t} locale={locale} member={member} />
                <Unmute
                  {...{ t, locale }}
                  name={member.displayName}
                  form="unmute-member"
                  field="handle"
                  value={member.handle}
                />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  );
}

function Unmute(
  props: Pick<Props, "t" | "locale"> & {
    /** What it unmutes, for screen readers. */
    name: string;
    form: "unmute-category" | "unmute-member";
    field: "slug" | "handle";
    value: string;
  },
) {
  const { t, locale, name, form, field, value } = props;
  return (
    <PostForm
      t={t}
      name={form}
      action={localePath(locale, ME_PLACES.notifications)}
      className="row"
      hidden={{ [field]: value, isMuted: "" }}
    >
      <Button size="sm">
        {t("discussions.muted.unmute")}
        <span className="vh"> ({name})</span>
      </Button>
    </PostForm>
  );
}

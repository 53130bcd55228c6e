import { Empty } from "@/components/ui/empty";
import { SectionHead } from "@/components/ui/heading";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import { profileHref } from "./addresses";
import { ProfileFrame } from "./profile-frame";
import { sectionTitle } from "./section-title";

type Backlink =
  | { kind: "profile"; slug: string; names: Readonly<Record<Locale, string>>; section: SectionKey }
  | { kind: "post" | "material"; slug: string; title: string };

interface Props {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  links: readonly Backlink[];
}

/** What leads to a profile, by what it is. */
export function BacklinksView(props: Props) {
  const { t, locale, head, links } = props;
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={head}
      tab={null}
      sub={t("profiles.backlinks.sub", { count: links.length })}
    >
      <div className="wrap body stack g5">
        {links.length === 0 ? <Empty>{t("profiles.backlinks.nothing")}</Empty> : null}
        {(["profile", "post", "material"] as const).map((kind) => (
          <Group key={kind} {...props} kind={kind} />
        ))}
      </div>
    </ProfileFrame>
  );
}

function Group({ t, locale, links, kind }: Props & { kind: Backlink["kind"] }) {
  const own = links.filter((link) => link.kind === kind);
  if (own.length === 0) return null;
  return (
    <section className="stack g2" aria-labelledby={`links-${kind}`}>
      <SectionHead id={`links-${kind}`}>{t(`profiles.backlinks.${kind}`)}</SectionHead>
      <ul>
        {own.map((link) => (
          <li key={link.kind === "profile" ? `${link.slug} ${link.section}` : link.slug}>
            {link.kind === "profile" ? (
              <a href={`${profileHref(locale, link.slug)}#${link.section}`}>
                {t("profiles.backlinks.section", {
                  country: link.names[locale],
                  section: sectionTitle(t, link.section),
                })}
              </a>
            ) : (
              <a href={localePath(locale, `/${link.kind === "post" ? "blog" : "training"}/${link.slug}`)}>
                <bdi>{link.title}</bdi>
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

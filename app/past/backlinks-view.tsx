import { Pager } from "@/components/pager";
import { sectionTitle } from "@/components/profiles/section-title";
import { Empty } from "@/components/ui/empty";
import { SectionHead } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { Backlink } from "@/lib/pages/links/model";

interface Props {
  t: Translator;
  locale: Locale;
  /** The address of the list. */
  href: string;
  links: {
    rows: readonly Backlink[];
    kinds: readonly string[];
    previous: string | null;
    next: string | null;
  };
}

/** The texts that link to a page, filtered by kind. */
export function BacklinksList(props: Props) {
  const { t, href, links } = props;
  const { rows, kinds, previous, next } = links;
  return (
    <div className="wrap body stack g5">
      {rows.length === 0 ? <Empty>{t("past.backlinks.nothing")}</Empty> : null}
      {kinds.map((kind) => (
        <Group key={kind} {...props} kind={kind} />
      ))}
      <Pager
        t={t}
        label={t("past.backlinks.pages")}
        previous={previous ? withQuery(href, { before: previous }) : null}
        next={next ? withQuery(href, { after: next }) : null}
      />
    </div>
  );
}

function Group({ t, locale, links, kind }: Props & { kind: string }) {
  const own = links.rows.filter((link) => link.kind === kind);
  if (own.length === 0) return null;
  return (
    <section className="stack g2" aria-labelledby={`links-${kind}`}>
      <SectionHead id={`links-${kind}`}>{message(t, `past.backlinks.${kind}`)}</SectionHead>
      <ul>
        {own.map(({ path, slug, part, name }) => (
          <li key={`${slug} ${part}`}>
            <a href={localePath(locale, path) + (part && `#${part}`)}>
              {typeof name === "string" ? (
                <bdi>{name}</bdi>
              ) : (
                t("past.backlinks.section", { country: name[locale], section: sectionTitle(t, part) })
              )}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

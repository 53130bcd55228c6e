import type { Translator } from "@/lib/i18n/translator";

/**
 * The mark of a source on pages without a list of sources: its title and the place in it. A missing source is
 * named as such.
 */
export function NamedSource(props: { t: Translator; title: string | null; locator?: string | null }) {
  const { t, title, locator } = props;
  if (title === null) return <Footnote t={t} number={null} />;
  return (
    <sup className="fn">
      [<bdi>{locator ? t("revisions.prose.nameAt", { name: title, locator }) : title}</bdi>]
    </sup>
  );
}

/**
 * The mark of a source in the text: its number, as a link to the list of sources. A missing source is named
 * as such.
 */
export function Footnote(props: {
  t: Translator;
  number: number | null;
  id?: string;
  locator?: string | null;
}) {
  const { t, number, id, locator } = props;
  if (number === null) {
    return (
      <sup className="fn" id={id}>
        <span aria-hidden="true">[?]</span>
        <span className="vh">{t("revisions.prose.sourceMissing")}</span>
      </sup>
    );
  }
  const label = locator
    ? t("revisions.prose.sourceAt", { number, locator })
    : t("revisions.prose.source", { number });
  return (
    <sup className="fn">
      <a href={`#n${number}`} id={id} aria-label={label}>
        [{locator ? t.rich("revisions.prose.numberAt", { number, at: () => <bdi>{locator}</bdi> }) : number}]
      </a>
    </sup>
  );
}

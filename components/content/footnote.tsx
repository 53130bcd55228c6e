import type { Translator } from "@/lib/i18n/translator";

/**
 * The mark of a source where the page has no list of notes to lead to: its title, and where in it. A source that is gone
 * says so.
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

/** The mark of a source in the text: its number, leading to the note. A source that is gone says so. */
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

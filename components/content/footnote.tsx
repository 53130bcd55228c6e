import type { Translator } from "@/lib/i18n/translator";

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

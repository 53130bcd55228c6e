import { bibtex, type Cited, cslJson } from "@/lib/citation/model";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  cited: Cited;
  /** The citation as a line of text, in the reader's language. */
  plain: string;
  /** Its address is that of a revision. */
  isRevision: boolean;
}

/** How to cite what the page shows, in three forms that can be taken as they are; with scripts by one press. */
export function CiteThis({ t, cited, plain, isRevision }: Props) {
  const forms = [
    { name: "plain", text: plain },
    { name: "bibtex", text: bibtex(cited) },
    { name: "csl", text: cslJson(cited) },
  ] as const;
  return (
    <details className="cite" id="cite">
      <summary>{t("exports.cite.title")}</summary>
      <div className="stack">
        <p className="small dim">{t(isRevision ? "exports.cite.intro" : "exports.cite.introPage")}</p>
        {forms.map(({ name, text }) => (
          <section className="stack g2" aria-labelledby={`cite-${name}-name`} key={name}>
            <p className="row apart">
              <b id={`cite-${name}-name`}>{t(`exports.cite.${name}`)}</b>
              <button
                type="button"
                className="btn sm"
                data-copy={`cite-${name}`}
                data-copied={t("exports.cite.copied")}
                aria-describedby={`cite-${name}-name`}
                hidden
              >
                {t("exports.cite.copy")}
              </button>
            </p>
            <pre className="cite-text" id={`cite-${name}`} dir={name === "plain" ? "auto" : "ltr"}>
              {text}
            </pre>
          </section>
        ))}
      </div>
    </details>
  );
}

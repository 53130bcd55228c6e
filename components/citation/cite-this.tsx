import type { ReactNode } from "react";
import { bibtex, type Cited, cslJson } from "@/lib/citation/model";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  cited: Cited;
  /** The citation as a line of text, in the reader's language. */
  plain: ReactNode;
  /** Whether the page's address is that of a revision. */
  isRevision: boolean;
  /** Whether the citation is the page's main content and starts open. */
  isOpen?: boolean;
}

/** How to cite the page, in three formats to copy; with scripts by one press. */
export function CiteThis({ t, cited, plain, isRevision, isOpen }: Props) {
  const forms = [
    { name: "plain", text: plain },
    { name: "bibtex", text: bibtex(cited) },
    { name: "csl", text: cslJson(cited) },
  ] as const;
  return (
    <details className="cite" id="cite" open={isOpen}>
      <summary>{t("exports.cite.title")}</summary>
      <div className="stack">
        <p className="small dim">
          {isRevision ? `${t("exports.cite.intro")} ` : null}
          <noscript>{t("exports.cite.introDay")}</noscript>
        </p>
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
            <pre className="cite-text" id={`cite-${name}`} dir={name === "plain" ? undefined : "ltr"}>
              {text}
              {name === "plain" && cited.doubt ? ` [${cited.doubt}]` : null}
            </pre>
          </section>
        ))}
      </div>
    </details>
  );
}

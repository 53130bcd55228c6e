import type { Draft } from "@/lib/cooperation/request/draft";
import { type PaperLine, paperOf } from "@/lib/cooperation/request/paper";
import { direction } from "@/lib/i18n/locales";
import { useRequest } from "./context";
import { countryName } from "./country-name";

/** The document as it will be, from what is filled in so far; a gap where something required is missing. */
export function Preview({ draft }: { draft: Draft }) {
  const { t } = useRequest();
  const paper = paperOf(draft, { countryName });
  return (
    <div className="paper" lang={draft.languages[0]} dir={direction(draft.languages[0])}>
      <h3>
        <Lines lines={paper.title} />
      </h3>
      <p>
        <b>
          <Lines lines={paper.basis} />
        </b>
      </p>
      {paper.groups.map((group, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group can come several times, always in this order
        <section key={n}>
          <h4>
            <Lines lines={group.heading} />
          </h4>
          <dl className="dl in-lines">
            {group.rows.map(({ label, value, isRequired }) => (
              <div key={label[0]?.text}>
                <dt>
                  <Lines lines={label} />
                </dt>
                <dd dir="auto">
                  {value.length > 0 ? (
                    <Lines lines={value} />
                  ) : isRequired ? (
                    <mark>{t("cooperation.request.missing")}</mark>
                  ) : null}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {paper.notes.map(({ text, language }) => (
        <p key={text} className="small" lang={language ?? undefined} dir="auto">
          {text}
        </p>
      ))}
    </div>
  );
}

function Lines({ lines }: { lines: readonly PaperLine[] }) {
  return lines.map(({ text, language }, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines are known by their place
    <span key={n} lang={language ?? undefined} dir={language ? direction(language) : undefined}>
      {n > 0 ? <br /> : null}
      {text}
    </span>
  ));
}

import { ConfidenceTag } from "@/components/content/doubt";
import { StandingProvision } from "@/components/legal/standing-provision";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { localePath } from "@/lib/i18n/locales";
import { answerPath } from "@/lib/legal/answer/model";
import { NOTE_LIMIT } from "@/lib/legal/drafting/limits/model";
import type { DraftEntry, Drafted } from "@/lib/legal/drafting/model";
import { draftCitation, draftHead, draftName, type Speaking } from "../draft-citation";

/** Draws the entries of a drafting list for its script, with the script's buttons. */
export function DraftEntries(props: Speaking & { entries: readonly DraftEntry[] }) {
  return (
    <ol className="plain stack g6 drafts">
      {props.entries.map((entry, n) => (
        <li key={entry.key} className="stack g3" data-entry={entry.key}>
          {entry.found ? <Found {...props} found={entry.found} n={n} /> : <Gone {...props} n={n} />}
        </li>
      ))}
    </ol>
  );
}

function Found(props: Speaking & { found: Drafted; n: number }) {
  const { t, locale, found, n } = props;
  const { head, row, line, newest } = found.answer;
  const place = { slug: head.slug, article: row.article.id, revision: line.number };
  const at = (revision: number) => localePath(locale, answerPath({ ...place, revision }));
  return (
    <>
      <h2 id={`draft-${n}`}>
        <a href={at(line.number)}>
          <bdi>{draftHead(props, found)}</bdi>
        </a>
      </h2>
      {found.newer === "same" ? null : (
        <Note kind="warn">
          {t.rich(`law.drafting.newer.${found.newer}`, {
            number: newest,
            newest: (words) => <a href={at(newest)}>{words}</a>,
          })}
        </Note>
      )}
      <StandingProvision
        {...{ t, locale, place }}
        one={found.one}
        written={row.written.laws}
        marks={<ConfidenceTag value={found.one.provision.confidence} t={t} />}
        isMarked={false}
      />
      <p className="small dim">{draftCitation(props, found)}</p>
      <OwnNote {...props} />
      <Tools {...props} n={n} name={draftName(props, found)} isCopied />
    </>
  );
}

/** An entry that readers can no longer see stays until it is removed. */
function Gone({ t, n }: Speaking & { n: number }) {
  return (
    <>
      <h2 id={`draft-${n}`} className="dim">
        {t("law.drafting.goneTitle")}
      </h2>
      <p>{t("law.drafting.gone")}</p>
      <Tools t={t} n={n} name={t("law.drafting.goneTitle")} />
    </>
  );
}

function OwnNote({ t, n }: Speaking & { n: number }) {
  return (
    <div className="field">
      <label htmlFor={`draft-note-${n}`}>{t("law.drafting.note")}</label>
      <textarea
        className="in"
        id={`draft-note-${n}`}
        data-note=""
        rows={2}
        placeholder=" "
        maxLength={NOTE_LIMIT}
        dir="auto"
        aria-describedby={`draft-${n}`}
      />
    </div>
  );
}

const ACTS = ["up", "down", "copy", "remove"] as const;

/** The buttons of an entry, labelled with its name for screen readers. */
function Tools(props: { t: Speaking["t"]; n: number; name: string; isCopied?: boolean }) {
  const { t, n, name, isCopied = false } = props;
  return (
    <p className="row draft-tools">
      {ACTS.filter((act) => act !== "copy" || isCopied).map((act) => (
        <Button
          key={act}
          type="button"
          size="sm"
          kind={act === "remove" ? "quiet" : "plain"}
          data-act={act}
          aria-describedby={`draft-${n}`}
        >
          <span>{t(`law.drafting.act.${act}`)}</span>
          <span className="vh"> ({name})</span>
        </Button>
      ))}
    </p>
  );
}

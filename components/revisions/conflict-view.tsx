import type { ReactNode } from "react";
import { FieldValue, valueText } from "@/components/content/field-value";
import { Prose } from "@/components/content/prose";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/message";
import { newBudget } from "@/lib/revisions/compare/blocks-align";
import { diffProse } from "@/lib/revisions/compare/diff";
import { diffText } from "@/lib/revisions/compare/diff-words";
import { choiceName, handName } from "@/lib/revisions/compare/merge-choices";
import type { Conflict, TextRun } from "@/lib/revisions/model";
import { type AnyRecord, type Field, fieldLabelKey, isBlank } from "@/lib/revisions/records-fields";
import type { Content, TopBlock } from "@/lib/text/nodes";
import { Deleted, Inserted } from "./diff-marks";
import { MarkedProse } from "./diff-prose";

export interface ConflictChoicesProps {
  conflicts: readonly Conflict[];
  t: Translator;
  locale: Locale;
  /** The section's key, for the labels of fields. */
  section: string;
  /** Whether "mine" is another member's edit, on which the reader decides. */
  isReview?: boolean;
  /** Returns the title of a source by its id, for passages with citations. */
  sourceTitle?: (id: string) => string | null;
  /** Draws an editor for passages that would lose something in a text field: formatting, citations, tables. */
  editorFor?: (conflict: Conflict, label: string) => ReactNode;
}

/**
 * For each passage that two people changed: both versions, and what to keep. Plain form controls with the
 * names that `readChoices` reads. Nothing is selected beforehand.
 */
export function ConflictChoices(props: ConflictChoicesProps) {
  return props.conflicts.map((conflict, n) => (
    <OneConflict key={conflict.id} {...props} conflict={conflict} number={n + 1} />
  ));
}

type OneProps = ConflictChoicesProps & { conflict: Conflict; number: number };

function OneConflict(props: OneProps) {
  const { conflict, t } = props;
  const { hand } = conflict;
  const legend = legendOf(props);
  return (
    <fieldset className="stack" data-conflict={conflict.id}>
      <legend>{legend}</legend>
      <div className="two">
        <div className="pane">
          <div className="pane-head">
            <b>{t("revisions.conflict.theirs")}</b>
          </div>
          <div className="small">{version(props, conflict.theirs, "theirs")}</div>
        </div>
        <div className="pane">
          <div className="pane-head">
            <b>{t(props.isReview ? "revisions.conflict.proposed" : "revisions.conflict.mine")}</b>
          </div>
          <div className="small">{version(props, conflict.mine, "mine")}</div>
        </div>
      </div>
      {conflict.base === null ? null : (
        <details>
          <summary className="small">{t("revisions.conflict.base")}</summary>
          <div className="small">{version(props, conflict.base, "base")}</div>
        </details>
      )}
      <div role="radiogroup" aria-label={t("revisions.conflict.howOf", { passage: legend })}>
        <Take
          {...props}
          take="mine"
          label={t(props.isReview ? "revisions.conflict.takeProposed" : "revisions.conflict.takeMine")}
        />
        <Take {...props} take="theirs" label={t("revisions.conflict.takeTheirs")} />
        {conflict.canKeepBoth ? (
          <Take {...props} take="both" label={t("revisions.conflict.takeBoth")} />
        ) : null}
        {hand === null && props.editorFor && conflict.kind === "block" ? (
          <>
            <Take {...props} take="hand" label={t("revisions.conflict.takeHand")} />
            {props.editorFor(conflict, t("revisions.conflict.handOf", { passage: legend }))}
          </>
        ) : null}
        {hand === null ? null : (
          <>
            <Take {...props} take="hand" label={t("revisions.conflict.takeHand")} />
            <textarea
              className="in"
              name={handName(conflict)}
              rows={5}
              defaultValue={hand}
              aria-label={t("revisions.conflict.handOf", { passage: legend })}
              dir="auto"
            />
          </>
        )}
      </div>
    </fieldset>
  );
}

function Take({ conflict, take, label }: { conflict: Conflict; take: string; label: string }) {
  return (
    <label className="pick">
      <input type="radio" name={choiceName(conflict)} value={take} required />
      <span>{label}</span>
    </label>
  );
}

/** Returns the name of a record: a mapping by its article, a treaty by its name. */
function titleOf({ conflict, t, locale }: OneProps): string | null {
  const { title, kind, titleField, fields } = conflict;
  const field = kind === "field" ? titleField : fields[0];
  return title && field && CHOSEN.has(field.type) ? valueText(field, title, t, locale) : title;
}
const CHOSEN: ReadonlySet<Field["type"]> = new Set(["articles", "enum", "lang"]);

function legendOf(props: OneProps): string {
  const { conflict, conflicts, number, section, t } = props;
  const title = titleOf(props);
  const [field] = conflict.fields;
  if (conflict.kind === "field" && field) {
    const label = message(t, fieldLabelKey(section, field));
    return t("revisions.conflict.field", { record: title ?? "", field: label });
  }
  return title ?? t("revisions.conflict.passage", { number, count: conflicts.length });
}

function contentOf(block: TopBlock): Content {
  return { schemaVersion: 1, doc: { type: "doc", content: [block] } };
}

/** Draws a side with its changes marked: a passage, or a text field of a record. Null if there is nothing to mark. */
function markedVersion(props: OneProps, value: unknown, side: "theirs" | "mine" | "base"): ReactNode {
  const { conflict, t, locale } = props;
  // Passages that both added have no earlier text: then the two are compared with each other.
  const before = conflict.base ?? (side === "mine" ? conflict.theirs : null);
  if (side === "base" || before === null || value === null) return null;
  if (conflict.kind === "block") {
    const diff = diffProse(contentOf(before as TopBlock), contentOf(value as TopBlock));
    return <MarkedProse t={t} locale={locale} diff={diff} sourceTitle={props.sourceTitle ?? ((id) => id)} />;
  }
  if (conflict.kind !== "field" || typeof before !== "string" || typeof value !== "string") return null;
  if (conflict.fields[0]?.type !== "text") return null;
  return (
    <p dir="auto">
      {diffText(before, value, newBudget(FIELD_STEPS)).map((run, n) => (
        <MarkedRun key={String(n)} t={t} run={run} />
      ))}
    </p>
  );
}

/** The maximum number of steps for comparing one field. */
const FIELD_STEPS = 200_000;

function MarkedRun({ t, run: { op, text } }: { t: Translator; run: TextRun }) {
  if (op === "ins") return <Inserted t={t}>{text}</Inserted>;
  return op === "del" ? <Deleted t={t}>{text}</Deleted> : text;
}

/** Draws one side of a conflict, or a note that it has none. */
function version(props: OneProps, value: unknown, side: "theirs" | "mine" | "base"): ReactNode {
  const { conflict, t, locale, section } = props;
  const [field] = conflict.fields;
  const marked = markedVersion(props, value, side);
  if (marked) return marked;
  if (conflict.kind === "field" && field) {
    return isBlank(field, value) && field.type !== "fact4" ? (
      <p className="dim">{t("revisions.diff.empty")}</p>
    ) : (
      <FieldValue field={field} value={value} t={t} locale={locale} />
    );
  }
  if (value === null) {
    return (
      <p className="dim">
        {side === "mine"
          ? t(props.isReview ? "revisions.conflict.removedByProposal" : "revisions.conflict.removedByMe")
          : t("revisions.conflict.removedByThem")}
      </p>
    );
  }
  if (conflict.kind === "block") {
    const prefix = `${side}-${conflict.id}`;
    return (
      <Prose
        content={contentOf(value as TopBlock)}
        t={t}
        locale={locale}
        prefix={prefix}
        numberOf={() => null}
        sourceTitle={props.sourceTitle ?? ((id) => id)}
        headingShift={1}
      />
    );
  }
  const record = value as AnyRecord;
  return (
    <dl className="dl">
      {conflict.fields
        .filter((one) => one.type !== "records" && !isBlank(one, record[one.name]))
        .map((one) => (
          <div key={one.name}>
            <dt>{message(t, fieldLabelKey(section, one))}</dt>
            <dd>
              <FieldValue field={one} value={record[one.name]} t={t} locale={locale} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

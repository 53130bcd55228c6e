import { type FormFields, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { WordsForm } from "@/components/words-form";
import type { NoteLine, SuspensionLine, WarningLine } from "@/lib/conduct/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  /** The path, without language, of the screen with the forms `warn`, `note` and `unnote`. */
  path: string;
}

function By({ t, by }: { t: Translator; by: string | null }) {
  return <bdi>{t("conduct.staff.by", { by: by ?? t("common.formerMember") })}</bdi>;
}

/** The warnings of a member, and the form for another one if the member is active. */
export function WarningsPart(
  props: Props & { warnings: readonly WarningLine[]; fields: FormFields; isActive: boolean },
) {
  const { t, locale, path, warnings, fields, isActive } = props;
  return (
    <Section id="warnings" title={t("conduct.staff.warnings")} className="stack narrow">
      {warnings.length > 0 ? (
        <ul className="list">
          {warnings.map((line) => (
            <li key={line.id}>
              <p className="as-typed" dir="auto">
                {line.reason}
              </p>
              <p className="meta">
                <By t={t} by={line.by} />
                <Time at={line.createdAt} locale={locale} />
                <span>
                  {line.readAt ? (
                    <>
                      {t("conduct.staff.read")} <Time at={line.readAt} locale={locale} />
                    </>
                  ) : (
                    t("conduct.staff.unread")
                  )}
                </span>
              </p>
            </li>
          ))}
        </ul>
      ) : null}
      {isActive ? (
        <WordsForm
          t={t}
          name="warn"
          action={localePath(locale, path)}
          fields={fields}
          field="warningReason"
          label={t("conduct.staff.warningReason")}
          hint={t("conduct.staff.warningHint")}
          button={t("conduct.staff.warn")}
          kind="bad"
        />
      ) : null}
    </Section>
  );
}

/** The suspensions of a member that ended. */
export function PastSuspensions(props: Omit<Props, "path"> & { suspensions: readonly SuspensionLine[] }) {
  const { t, locale } = props;
  const past = props.suspensions.filter(({ ended }) => ended !== null);
  if (past.length === 0) return null;
  return (
    <Section id="history" title={t("conduct.staff.history")} className="stack narrow">
      <ul className="list">
        {past.map((line) => (
          <li key={line.id}>
            <p className="as-typed" dir="auto">
              {line.reason}
            </p>
            <p className="meta">
              <By t={t} by={line.by ?? t("conduct.staff.operator")} />
              <Time at={line.startedAt} locale={locale} />
              <span>
                {line.ended ? t(`conduct.staff.ended.${line.ended}`) : null}{" "}
                {line.endedAt ? <Time at={line.endedAt} locale={locale} /> : null}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The notes about a member that staff share, with the form for another one. */
export function NotesPart(props: Props & { notes: readonly NoteLine[]; fields: FormFields }) {
  const { t, locale, path, notes, fields } = props;
  const action = localePath(locale, path);
  return (
    <Section id="notes" title={t("conduct.staff.notes")} className="stack narrow">
      <Note icon="eye">{t("conduct.staff.notesWhat")}</Note>
      {notes.length > 0 ? (
        <ul className="list">
          {notes.map((line) => (
            <li key={line.id}>
              <p className="as-typed" dir="auto">
                {line.text}
              </p>
              <p className="meta">
                <By t={t} by={line.by} />
                <Time at={line.createdAt} locale={locale} />
              </p>
              <PostForm t={t} name="unnote" action={action} hidden={{ noteId: line.id }}>
                <Button size="sm">{t("conduct.staff.removeNote")}</Button>
              </PostForm>
            </li>
          ))}
        </ul>
      ) : null}
      <WordsForm
        t={t}
        name="note"
        action={action}
        fields={fields}
        field="noteText"
        label={t("conduct.staff.noteText")}
        maxLength={2000}
        button={t("conduct.staff.addNote")}
      />
    </Section>
  );
}

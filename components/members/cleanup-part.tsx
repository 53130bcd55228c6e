import { type FormFields, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { RadioGroup, SelectField, TextArea } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import {
  CLEANED,
  CLEANUP_DAYS,
  type Cleaned,
  type CleanupDays,
  type CleanupLine,
  UNDO_DAYS,
} from "@/lib/cleanups/model";
import { SUSPENSION_DAYS } from "@/lib/conduct/model";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  /** The path, without language, of the screen with the forms `clean` and `unclean`. */
  path: string;
}

/** The clean-ups of a member, and the form for one: with what it would take back, for each time that can be chosen. */
export function CleanupPart(
  props: Props & {
    /** Null if the reader cannot clean up what this member contributed. */
    preview: Record<CleanupDays, Record<Cleaned, number>> | null;
    cleanups: readonly CleanupLine[];
    fields: FormFields;
    isActive: boolean;
  },
) {
  const { cleanups, preview, ...shared } = props;
  const { t } = shared;
  if (!preview) return null;
  const isInWork = cleanups.some(({ state }) => state === "running" || state === "undoing");
  return (
    <Section id="clean-up" title={t("cleanups.title")} className="stack narrow">
      {cleanups.length > 0 ? <PastCleanups {...shared} cleanups={cleanups} /> : null}
      {isInWork ? null : <CleanupForm {...shared} preview={preview} />}
    </Section>
  );
}

function CleanupForm(
  props: Props & {
    preview: Record<CleanupDays, Record<Cleaned, number>>;
    fields: FormFields;
    isActive: boolean;
  },
) {
  const { t, locale, path, preview, fields, isActive } = props;
  const labels = {
    cleanupDays: t("cleanups.days"),
    cleanupReason: t("cleanups.reason"),
    suspendFor: t("cleanups.suspend"),
  };
  return (
    <PostForm t={t} name="clean" action={localePath(locale, path)} fields={fields} labels={labels}>
      <p>{t("cleanups.what")}</p>
      <p>{t("cleanups.undoWhat", { days: UNDO_DAYS })}</p>
      <RadioGroup
        name="cleanupDays"
        label={labels.cleanupDays}
        value={fields.value("cleanupDays")}
        errors={fields.errors("cleanupDays")}
        options={CLEANUP_DAYS.map((value) => ({
          value,
          label: t(`cleanups.daysOf.${value}`),
          hint: previewText({ t, locale }, preview[value]),
        }))}
        required
      />
      <TextArea
        name="cleanupReason"
        label={labels.cleanupReason}
        hint={t("cleanups.reasonHint")}
        defaultValue={fields.value("cleanupReason")}
        errors={fields.errors("cleanupReason")}
        rows={3}
        maxLength={1000}
        dir="auto"
        required
      />
      {isActive ? (
        <SelectField
          name="suspendFor"
          label={labels.suspendFor}
          empty={t("cleanups.noSuspend")}
          options={SUSPENSION_DAYS.map((value) => ({ value, label: t(`conduct.days.${value}`) }))}
          defaultValue={fields.value("suspendFor")}
          errors={fields.errors("suspendFor")}
        />
      ) : null}
      <p>
        <Button kind="bad">{t("cleanups.start")}</Button>
      </p>
    </PostForm>
  );
}

/** What a clean-up would take back, without the sorts of which there is nothing. */
function previewText({ t, locale }: Pick<Props, "t" | "locale">, counts: Record<Cleaned, number>): string {
  const found = CLEANED.filter((kind) => counts[kind] > 0);
  if (found.length === 0) return t("cleanups.nothing");
  return listText(
    found.map((kind) => t(`cleanups.count.${kind}`, { count: counts[kind] })),
    locale,
  );
}

function PastCleanups({ t, locale, path, cleanups }: Props & { cleanups: readonly CleanupLine[] }) {
  return (
    <ul className="list">
      {cleanups.map((line) => (
        <li key={line.id} className="stack g3">
          <p className="as-typed" dir="auto">
            {line.reason}
          </p>
          <p className="meta">
            <bdi>{t("conduct.staff.by", { by: line.by ?? t("common.formerMember") })}</bdi>
            <Time at={line.startedAt} locale={locale} />
            <span>{t(`cleanups.state.${line.state}`)}</span>
          </p>
          <Progress t={t} locale={locale} path={path} line={line} />
          {line.left.length > 0 ? <Left t={t} locale={locale} line={line} /> : null}
          {line.mayUndo ? (
            <PostForm t={t} name="unclean" action={localePath(locale, path)} hidden={{ cleanupId: line.id }}>
              <p>
                <Button>{t("cleanups.undo")}</Button>
              </p>
            </PostForm>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** How far a clean-up is, or its undoing, with a link that reloads the page while it is in work. */
function Progress({ t, locale, path, line }: Props & { line: CleanupLine }) {
  const sum = (states: readonly string[] | null) =>
    line.steps.reduce(
      (n, { state, count }) => (states === null || states.includes(state) ? n + count : n),
      0,
    );
  const isBack = line.state === "undoing" || line.state === "undone";
  const waiting = sum([isBack ? "done" : "planned"]);
  const all = sum(null);
  return (
    <p>
      {t("cleanups.progress", { done: all - waiting, all })}{" "}
      {line.state === "running" || line.state === "undoing" ? (
        <a href={`${localePath(locale, path)}#clean-up`}>{t("cleanups.reload")}</a>
      ) : null}
    </p>
  );
}

/** Codes of reasons that have words of their own. */
const WHY = ["undo_conflict", "decided_since", "no_right"] as const;

function Left({ t, locale, line }: Omit<Props, "path"> & { line: CleanupLine }) {
  return (
    <div className="stack g2">
      <p>{t("cleanups.left")}</p>
      <ul>
        {line.left.map(({ kind, why, path }, index) => {
          const code = WHY.find((one) => one === why) ?? "other";
          const word = t(`cleanups.kind.${kind}`);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn once, on the server
            <li key={index}>
              {path === null ? word : <a href={localePath(locale, path)}>{word}</a>}
              <span className="dim"> {t(`cleanups.why.${code}`)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

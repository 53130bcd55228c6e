import { PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import { Note, type NoteKind } from "@/components/ui/note";
import type { TaskLine } from "@/lib/backup/shelf";
import { BACKUP_COMMANDS, KEPT, KEPT_ASKED, type TaskState } from "@/lib/backup/shelf/model";
import { localePath } from "@/lib/i18n/locales";
import { ADMIN_PLACES } from "../admin-frame";
import type { ShelfProps } from "./backups-table";

/** The button for a backup now, and how the newest tasks went. */
export function MakePart({ t, locale, shelf }: ShelfProps) {
  const { make } = shelf.tasks;
  const isOpen = make?.state === "waiting" || make?.state === "running";
  return (
    <Section id="make" title={t("backups.make")}>
      <p className="narrow">{t("backups.makeWhat", { kept: KEPT, asked: KEPT_ASKED })}</p>
      {make ? <Task t={t} locale={locale} kind="make" task={make} /> : null}
      {shelf.tasks.try ? <Task t={t} locale={locale} kind="try" task={shelf.tasks.try} /> : null}
      {isOpen ? null : (
        <PostForm t={t} name="make" action={localePath(locale, ADMIN_PLACES.backups)} className="">
          <Button kind="pri">{t("backups.makeNow")}</Button>
        </PostForm>
      )}
    </Section>
  );
}

const NOTE: Record<TaskState, NoteKind> = {
  waiting: "plain",
  late: "warn",
  running: "plain",
  done: "ok",
  failed: "bad",
};

function Task({
  t,
  locale,
  kind,
  task,
}: Omit<ShelfProps, "shelf"> & { kind: "make" | "try"; task: TaskLine }) {
  const { state, reason, name, askedAt, endedAt, asker } = task;
  return (
    <Note kind={NOTE[state]} role="status">
      {t.rich(`backups.task.${kind}.${state}`, {
        name: () => <bdi>{name}</bdi>,
        when: () => <Time at={endedAt ?? askedAt} locale={locale} />,
      })}{" "}
      {t.rich("backups.task.asked", { name: () => <bdi>{asker || t("common.formerMember")}</bdi> })}{" "}
      {reason ? t(`backups.reason.${reason}`) : null}
    </Note>
  );
}

/** What is needed to open a backup, with a warning until an administrator says that it is kept elsewhere too. */
export function KeyPart({ t, locale, shelf }: ShelfProps) {
  const { isEncrypted, isKeyElsewhere } = shelf;
  return (
    <Section id="key" title={t("backups.key.title")}>
      {isEncrypted ? null : <Note kind="warn">{t("backups.key.notEncrypted")}</Note>}
      {isKeyElsewhere ? null : (
        <Note kind="warn">{t(isEncrypted ? "backups.key.alone" : "backups.key.secretAlone")}</Note>
      )}
      <p className="narrow">{t(isEncrypted ? "backups.key.open" : "backups.key.openPlain")}</p>
      <p dir="ltr">
        <code>{isEncrypted ? BACKUP_COMMANDS.openEncrypted : BACKUP_COMMANDS.open}</code>
      </p>
      <p className="narrow">{t("backups.key.restore")}</p>
      <p dir="ltr">
        <code>{BACKUP_COMMANDS.restore}</code>
      </p>
      <PostForm
        t={t}
        name="key"
        action={localePath(locale, ADMIN_PLACES.backups)}
        hidden={{ mark: isKeyElsewhere ? "none" : "elsewhere" }}
        className=""
      >
        {isKeyElsewhere ? <p>{t("backups.key.isElsewhere")}</p> : null}
        <Button size="sm">{t(isKeyElsewhere ? "backups.key.undo" : "backups.key.confirm")}</Button>
      </PostForm>
    </Section>
  );
}

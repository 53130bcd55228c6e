import { sizeText } from "@/components/files/file-words";
import { PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { BackupLine, Shelf } from "@/lib/backup/shelf";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import { ADMIN_PLACES } from "../admin-frame";

export interface ShelfProps {
  t: Translator;
  locale: Locale;
  shelf: Shelf;
}

/** Lists backups with what they contain, who asked for them, and whether one was restored as a test. */
export function BackupsTable({ t, locale, shelf }: ShelfProps) {
  const isTrying = shelf.tasks.try?.state === "running" || shelf.tasks.try?.state === "waiting";
  return (
    <CardTable caption={<span className="vh">{t("backups.title")}</span>}>
      <TableHead
        columns={[
          t("backups.made"),
          t("backups.size"),
          t("backups.holds"),
          t("backups.maker"),
          t("backups.tried"),
          { label: t("backups.actions"), isUnseen: true },
        ]}
      />
      <tbody>
        {shelf.backups.map((line) => (
          <BackupRow key={line.name} t={t} locale={locale} line={line} isTrying={isTrying} />
        ))}
      </tbody>
    </CardTable>
  );
}

interface RowProps {
  t: Translator;
  locale: Locale;
  line: BackupLine;
}

function BackupRow({ t, locale, line, isTrying }: RowProps & { isTrying: boolean }) {
  const { name, madeAt, bytes, isEncrypted, maker, tried } = line;
  return (
    <tr>
      <th scope="row" id={`of-${name}`}>
        <Time at={madeAt} locale={locale} />
      </th>
      <td data-l={t("backups.size")}>
        {sizeText(locale, bytes)}{" "}
        <Tag kind={isEncrypted ? "ok" : "warn"}>
          {t(isEncrypted ? "backups.encrypted" : "backups.notEncrypted")}
        </Tag>
      </td>
      <td data-l={t("backups.holds")} className="small">
        <Holds t={t} locale={locale} line={line} />
      </td>
      <td data-l={t("backups.maker")}>
        {maker === null ? t("backups.clock") : <bdi>{maker || t("common.formerMember")}</bdi>}
      </td>
      <td data-l={t("backups.tried")}>
        {tried ? (
          <>
            <Tag kind={tried.isSound ? "ok" : "bad"}>
              {t(tried.isSound ? "backups.sound" : "backups.unsound")}
            </Tag>{" "}
            <Time at={tried.at} locale={locale} />
          </>
        ) : (
          <span className="dim">{t("backups.untried")}</span>
        )}
      </td>
      <td data-l={t("backups.actions")}>
        {line.file === "here" ? (
          <Actions t={t} locale={locale} line={line} isTrying={isTrying} />
        ) : (
          <span className="small dim">
            {t(line.file === "none" ? "backups.notHere" : "backups.otherFile")}
          </span>
        )}
      </td>
    </tr>
  );
}

function Holds({ t, locale, line }: RowProps) {
  const { holds } = line;
  if (!holds) return <span className="dim">{t("backups.unknown")}</span>;
  const f = formatter(locale);
  return (
    <>
      {t("backups.rows", { rows: f.number(holds.rows), tables: f.number(holds.tables) })}{" "}
      {holds.files === null ? t("backups.noFiles") : t("backups.files", { count: holds.files })}{" "}
      {t("backups.product", { version: holds.product })}
    </>
  );
}

function Actions({ t, locale, line, isTrying }: RowProps & { isTrying: boolean }) {
  const { name } = line;
  return (
    <div className="row">
      <ButtonLink
        size="sm"
        href={localePath(locale, `${ADMIN_PLACES.backups}/${name}`)}
        aria-describedby={`of-${name}`}
      >
        {t("backups.download")}
      </ButtonLink>
      {isTrying ? null : (
        <PostForm
          t={t}
          name="try"
          action={localePath(locale, ADMIN_PLACES.backups)}
          hidden={{ name }}
          className=""
        >
          <Button size="sm" aria-describedby={`of-${name}`}>
            {t("backups.try")}
          </Button>
        </PostForm>
      )}
    </div>
  );
}

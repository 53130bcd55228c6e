import { z } from "zod";
import { FileEntry } from "@/components/files/file-entry";
import { MemberLink } from "@/components/member-link";
import { Outcome } from "@/components/outcome";
import { Pager } from "@/components/pager";
import { fieldsOf, formOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { TextArea } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { blockFile, listAllFiles, releaseFile } from "@/lib/files";
import { BlockFile, FileId, fileHref, type SentFile } from "@/lib/files/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";

const PLACE = "/moderation/files";

const Query = z.object({ before: z.uuid().optional().catch(undefined) });

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  file: SentFile;
}

/** All uploads, for moderators, who can remove one for good, or release one that a clean-up withholds. */
const view = {
  query: Query,
  allows: (actor) => can(actor, "file.block", undefined),
  async render(query, { locale, t, form, search }) {
    const { rows, next } = await listAllFiles(query);
    const title = t("files.review.title");
    return {
      title,
      crumbs: [{ label: title }],
      body: (
        <>
          {search.get("done") === "blocked" ? <Outcome>{t("files.review.done")}</Outcome> : null}
          {search.get("done") === "released" ? <Outcome>{t("files.review.released")}</Outcome> : null}
          <PageHead title={title} sub={t("files.review.sub")} />
          <div className="wrap body stack g7">
            {rows.length === 0 ? (
              <Empty>{t("files.review.none")}</Empty>
            ) : (
              <ul className="list" aria-label={title}>
                {rows.map((file) => (
                  <Sent key={file.id} t={t} locale={locale} form={form} file={file} />
                ))}
              </ul>
            )}
            <Pager
              t={t}
              label={t("files.review.pages")}
              next={next ? withQuery(localePath(locale, PLACE), { before: next }) : null}
            />
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, typeof Query>;

function Sent({ t, locale, form, file }: Props) {
  return (
    <FileEntry
      t={t}
      locale={locale}
      file={file}
      facts={
        <>
          {file.isOurs ? null : <MemberLink t={t} locale={locale} member={file.sender} />}
          <Time at={file.createdAt} locale={locale} />
        </>
      }
    >
      {file.places.length > 0 ? (
        <p className="tiny">
          {t("files.standsOn")}{" "}
          {file.places.map((place) => (
            <a key={place} href={localePath(locale, place)} dir="ltr">
              {place}
            </a>
          ))}
        </p>
      ) : null}
      {file.state === "withheld" ? <ReleaseForm t={t} locale={locale} form={form} file={file} /> : null}
      {file.refusal === "blocked" ? null : <BlockForm t={t} locale={locale} form={form} file={file} />}
    </FileEntry>
  );
}

function ReleaseForm({ t, locale, form, file }: Props) {
  const own = formOf(form, "fileId", file.id);
  return (
    <PostForm
      t={t}
      name="release"
      action={localePath(locale, PLACE)}
      fields={fieldsOf(t, own, "release")}
      hidden={{ fileId: file.id }}
    >
      <p className="hint">
        {t("files.review.releaseWhat")} <a href={fileHref(file.id)}>{t("files.review.open")}</a>
      </p>
      <Button kind="quiet" size="sm">
        {t("files.review.release")}
      </Button>
    </PostForm>
  );
}

/** Collapsed, as it is not the purpose of the list. Open if it was refused. */
function BlockForm({ t, locale, form, file }: Props) {
  const own = formOf(form, "fileId", file.id);
  const fields = fieldsOf(t, own, "block");
  const id = `reason-${file.id}`;
  return (
    <details className="more folded" open={own.name === "block"}>
      <summary>
        {t("files.review.block")}
        <span className="vh">
          {" "}
          <bdi>{file.name}</bdi>
        </span>
      </summary>
      <PostForm
        t={t}
        name="block"
        action={localePath(locale, PLACE)}
        fields={fields}
        labels={{ reason: t("files.review.reason") }}
        ids={{ reason: id }}
        hidden={{ fileId: file.id }}
      >
        <p className="hint">{t("files.review.blockWhat")}</p>
        <TextArea
          id={id}
          name="reason"
          label={t("files.review.reason")}
          errors={fields.errors("reason")}
          defaultValue={fields.value("reason")}
          rows={2}
          maxLength={1000}
          required
        />
        <Button kind="bad" size="sm">
          {t("files.review.block")}
        </Button>
      </PostForm>
    </details>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  block: spec({
    schema: BlockFile,
    command: blockFile,
    limit: "admin",
    done: () => `${PLACE}?done=blocked`,
  }),
  release: spec({
    schema: FileId,
    command: releaseFile,
    limit: "admin",
    done: () => `${PLACE}?done=released`,
  }),
});

import { profileHref } from "@/components/profiles/addresses";
import { ChangeSizeText } from "@/components/revisions/diff-view";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DecidedEdit } from "@/lib/pages/review/model";
import { editHrefOf, ProposedChange } from "./proposed-change";

interface Props {
  t: Translator;
  locale: Locale;
  slug: string;
  edit: DecidedEdit;
  sourceTitle: (id: string) => string | null;
}

/**
 * The outcome of a decided edit, for its author and for reviewers who open it late. An edit that was not
 * accepted shows what it would have changed, and its author a link to start again from it.
 */
export function DecidedEditView(props: Props) {
  const { t, locale, slug, edit, sourceTitle } = props;
  const { proposed } = edit;
  return (
    <>
      <Outcome {...props} />
      {proposed ? (
        <Section id="proposed" title={t("profiles.pending.was.proposed")}>
          <p>
            <bdi>{proposed.summary}</bdi>
          </p>
          <p className="meta">
            <Time at={proposed.createdAt} locale={locale} />
            <span>
              <ChangeSizeText t={t} diff={proposed.diff} />
            </span>
          </p>
          <ProposedChange
            t={t}
            locale={locale}
            diff={proposed.diff}
            sources={proposed.sources}
            language={edit.language}
            sourceTitle={sourceTitle}
          />
          {edit.isOwn ? (
            <p>
              <ButtonLink href={editHrefOf(locale, slug, edit, { again: edit.number })}>
                {t("profiles.pending.was.again")}
              </ButtonLink>
            </p>
          ) : null}
        </Section>
      ) : null}
    </>
  );
}

function Outcome({ t, locale, slug, edit }: Props) {
  return (
    <Note kind={edit.state === "published" ? "ok" : "plain"}>
      {t(`profiles.pending.was.${edit.state}`)}
      {edit.by ? <> {t("profiles.pending.was.by", { name: `\u2068${edit.by}\u2069` })}</> : null}
      {edit.reason ? (
        <>
          {" "}
          {t("profiles.pending.was.reason")} <bdi>{edit.reason}</bdi>
        </>
      ) : null}
      {edit.state === "published" ? (
        <>
          {" "}
          <a href={profileHref(locale, slug, `/revisions/${edit.number}`)}>
            {t("profiles.pending.was.revision")}
          </a>
        </>
      ) : null}
    </Note>
  );
}

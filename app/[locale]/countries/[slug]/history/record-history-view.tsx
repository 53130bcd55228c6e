import { RecordView } from "@/components/content/record-view";
import { pastOf, profileHref } from "@/components/profiles/addresses";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { sectionTitle } from "@/components/profiles/section-title";
import { AuthorName } from "@/components/revisions/author";
import { TokenMark } from "@/components/revisions/revision-tag";
import { summaryText } from "@/components/revisions/summary-text";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { withQuery } from "@/components/with-query";
import { message } from "@/lib/i18n/translator";
import type { RecordMoment } from "@/lib/pages/model";
import { fieldLabelKey, isBlank } from "@/lib/revisions/records-fields";
import {
  nameOf,
  type PastProps,
  PastSources,
  PastWatch,
  pastFootnotes,
  prefixOf,
  shapeOf,
} from "./record-past";

/** Every value that a record has had, each with its revision. */
export function RecordHistoryView(props: PastProps) {
  const { t, locale, head, section, moments } = props;
  const footnotes = pastFootnotes(moments, props);
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={head}
      tab="history"
      sub={t("profiles.history.recordSub", { record: nameOf(props), section: sectionTitle(t, section) })}
      actions={<PastWatch {...props} />}
    >
      <div className="wrap body stack g5">
        <p>
          <ButtonLink href={withQuery(profileHref(locale, head.slug, "/history"), { section })}>
            {t("profiles.history.ofSection", { section: sectionTitle(t, section) })}
          </ButtonLink>
        </p>
        <FieldLinks {...props} />
        {moments.map((moment) => (
          <Moment key={moment.number} {...props} moment={moment} numberOf={footnotes.numberOf} />
        ))}
        <PastSources {...props} footnotes={footnotes} />
      </div>
    </ProfileFrame>
  );
}

/** Links to the history of each field that ever had a value. */
function FieldLinks({ t, locale, head, section, record, moments }: PastProps) {
  const shape = shapeOf(section, moments);
  const said = shape?.fields.filter((field) =>
    moments.some(({ record: one }) => one && !isBlank(field, one[field.name])),
  );
  if (!shape || !said) return null;
  const href = pastOf(locale, head.slug, section);
  return (
    <nav className="row" aria-labelledby="fields">
      <span className="small dim" id="fields">
        {t("profiles.history.ofFields")}
      </span>
      <ul className="row small">
        {said.map((field) => (
          <li key={field.name}>
            <a href={href(record, field.name)}>{message(t, fieldLabelKey(shape.key, field))}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type MomentProps = PastProps & { moment: RecordMoment; numberOf: (source: string) => number | null };

function Moment({ t, locale, head, section, moments, moment, numberOf }: MomentProps) {
  const shape = shapeOf(section, moments);
  const id = `revision-${moment.number}`;
  return (
    <section className="stack g2" aria-labelledby={id}>
      <h2 className="h" id={id}>
        <a href={profileHref(locale, head.slug, `/revisions/${moment.number}#${section}`)}>
          {t("past.revision.name", { number: moment.number })}
        </a>
      </h2>
      <p className="meta">
        <span>
          <Time at={moment.createdAt} locale={locale} />
        </span>
        <AuthorName t={t} locale={locale} author={moment.author} />
        <bdi>{summaryText(t, moment)}</bdi>
        {moment.byToken ? <TokenMark t={t} /> : null}
      </p>
      {moment.record && shape ? (
        <div className="prose">
          <RecordView
            kind={shape}
            records={[moment.record]}
            t={t}
            locale={locale}
            prefix={prefixOf(moment)}
            numberOf={numberOf}
            historyOf={pastOf(locale, head.slug, section)}
          />
        </div>
      ) : (
        <p className="dim">{t("profiles.history.recordGone")}</p>
      )}
    </section>
  );
}

import { numberFootnotes, recordReferences } from "@/components/content/footnotes";
import { type SourceNote, SourceNotes } from "@/components/content/notes";
import { RecordView, titleOf } from "@/components/content/record-view";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { recordsKindOf } from "@/lib/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileHead, RecordMoment } from "@/lib/profiles/reading/model";
import { profileHref, withQuery } from "./addresses";
import { AuthorName } from "./author";
import { ProfileFrame } from "./profile-frame";
import { sectionTitle } from "./section-title";

interface Props {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  section: SectionKey;
  /** Newest first. */
  moments: readonly RecordMoment[];
  /** The sources that the profile lists today. */
  sources: readonly SourceNote[];
}

/** Every value that a record has had, each with the revision that brought it. */
export function RecordHistoryView(props: Props) {
  const { t, locale, head, section, moments } = props;
  const kind = recordsKindOf(section);
  const newest = moments.find((moment) => moment.record !== null)?.record;
  const footnotes = footnotesOf(props);
  const cited = props.sources.filter((source) => footnotes.numberOf(source.id) !== null);
  const name = kind && newest ? titleOf(kind, newest, t, locale) : "";
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={head}
      tab="history"
      sub={t("profiles.history.recordSub", { record: name, section: sectionTitle(t, section) })}
    >
      <div className="wrap body stack g5">
        <p>
          <ButtonLink href={withQuery(profileHref(locale, head.slug, "/history"), { section })}>
            {t("profiles.history.ofSection", { section: sectionTitle(t, section) })}
          </ButtonLink>
        </p>
        {moments.map((moment) => (
          <Moment key={moment.number} {...props} moment={moment} numberOf={footnotes.numberOf} />
        ))}
        {cited.length > 0 ? (
          <section className="prose" aria-labelledby="sources">
            <h2 id="sources">{sectionTitle(t, "sources")}</h2>
            <SourceNotes sources={cited} footnotes={footnotes} t={t} locale={locale} />
          </section>
        ) : null}
      </div>
    </ProfileFrame>
  );
}

/** Names the record's marks and parts as it stood after one revision. */
function prefixOf(moment: RecordMoment): string {
  return `at-${moment.number}`;
}

/** Numbers the sources by first use, the newest value first, as the page shows them. */
function footnotesOf({ section, moments, sources }: Props) {
  const fields = recordsKindOf(section)?.fields ?? [];
  const references = moments.flatMap((moment) =>
    moment.record ? recordReferences([moment.record], fields, prefixOf(moment)) : [],
  );
  return numberFootnotes(references, new Set(sources.map((source) => source.id)));
}

type MomentProps = Props & { moment: RecordMoment; numberOf: (source: string) => number | null };

function Moment({ t, locale, head, section, moment, numberOf }: MomentProps) {
  const kind = recordsKindOf(section);
  const id = `revision-${moment.number}`;
  return (
    <section className="stack g2" aria-labelledby={id}>
      <h2 className="h" id={id}>
        <a href={profileHref(locale, head.slug, `/revisions/${moment.number}#${section}`)}>
          {t("profiles.page.revision", { number: moment.number })}
        </a>
      </h2>
      <p className="meta">
        <span>
          <Time at={moment.createdAt} locale={locale} />
        </span>
        <AuthorName t={t} locale={locale} author={moment.author} />
        <bdi>{moment.summary}</bdi>
      </p>
      {moment.record && kind ? (
        <div className="prose">
          <RecordView
            kind={kind}
            records={[moment.record]}
            t={t}
            locale={locale}
            prefix={prefixOf(moment)}
            numberOf={numberOf}
          />
        </div>
      ) : (
        <p className="dim">{t("profiles.history.recordGone")}</p>
      )}
    </section>
  );
}

import type { ReactNode } from "react";
import { originalPrefix } from "@/components/content/page-footnotes";
import { proseBlocks } from "@/components/content/prose";
import { oldPassages } from "@/components/profiles/section-languages";
import { languageNames } from "@/lib/i18n/language-names";
import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DeadLinkOf } from "@/lib/pages/links/model";
import type { SectionState, TranslationState } from "@/lib/profiles/reading/model";
import type { Content } from "@/lib/text/nodes";

interface Props {
  t: Translator;
  locale: Locale;
  section: SectionState & { translation: TranslationState };
  original: Content;
  /** The number of a source in the page, or null when the profile has no such source. */
  numberOf: (source: string) => number | null;
  headingShift: 0 | 1;
  deadLinkOf?: DeadLinkOf | undefined;
}

interface Drawn {
  id: string;
  drawn: ReactNode;
}

/** A passage of a translation with its source passage; either can be missing. */
export interface Passage<Block> {
  own: Block | null;
  theirs: Block | null;
}

/**
 * The passages of a translation and of its source side by side, in the order of the translation. A passage
 * has the id of the source passage that it translates. A source passage without a translation is shown
 * before the next one that has one.
 */
export function besides<Block extends { id: string }>(
  own: readonly Block[],
  theirs: readonly Block[],
): Passage<Block>[] {
  const shared = new Set(own.map(({ id }) => id));
  const place = new Map(theirs.map(({ id }, n) => [id, n]));
  const passages: Passage<Block>[] = [];
  let next = 0;
  const aloneUpTo = (end: number) => {
    for (; next < end; next += 1) {
      const one = theirs[next];
      if (one && !shared.has(one.id)) passages.push({ own: null, theirs: one });
    }
  };
  for (const block of own) {
    const at = place.get(block.id);
    if (at !== undefined) aloneUpTo(at);
    passages.push({ own: block, theirs: at === undefined ? null : (theirs[at] ?? null) });
  }
  aloneUpTo(theirs.length);
  return passages;
}

/** Shows a translation beside its source, passage by passage; below each other on narrow screens. */
export function BesideSource(props: Props) {
  const { t, locale, section, original, numberOf, headingShift, deadLinkOf } = props;
  const common = { t, locale, numberOf, headingShift, deadLinkOf };
  const draw = (content: Content, prefix: string): Drawn[] =>
    proseBlocks({ ...common, content, prefix }).map(({ of, drawn }) => ({ id: of.attrs.id, drawn }));
  const own = draw(section.content as Content, section.key);
  const theirs = draw(original, originalPrefix(section.key));
  const mark = oldPassages(t, locale, section) ?? ((_: string, block: ReactNode) => block);
  const languages = { own: section.language, theirs: section.translation.language };
  const source = t("translations.beside.source", { language: languageNames([languages.theirs], locale) });
  return (
    <div className="besides">
      <p className="beside beside-heads small">
        <span>{languageNames([languages.own], locale)}</span>
        <span className="vh">{t("translations.beside.then")}</span>
        <span>{source}</span>
      </p>
      {besides<Drawn>(own, theirs).map((passage) => (
        <div className="beside" key={passage.own?.id ?? `source-${passage.theirs?.id}`}>
          {passage.own ? (
            <Side language={languages.own}>{mark(passage.own.id, passage.own.drawn)}</Side>
          ) : (
            <p className="dim small">{t("translations.beside.notYet")}</p>
          )}
          {passage.theirs ? (
            <Side language={languages.theirs} isSource>
              {passage.theirs.drawn}
            </Side>
          ) : (
            <p className="dim small">{t("translations.beside.alone")}</p>
          )}
        </div>
      ))}
    </div>
  );
}

function Side(props: { language: string; isSource?: boolean; children: ReactNode }) {
  const { language, isSource = false, children } = props;
  return (
    <div className={isSource ? "prose beside-source" : "prose"} lang={language} dir={direction(language)}>
      {children}
    </div>
  );
}

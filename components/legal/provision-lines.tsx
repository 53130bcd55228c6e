import type { ReactNode } from "react";
import { ConfidenceTag } from "@/components/content/doubt";
import { Original } from "@/components/content/record-parts";
import { Words } from "@/components/content/words";
import { DraftMark } from "@/components/legal/draft-mark";
import { profileHref } from "@/components/profiles/addresses";
import { More } from "@/components/ui/more";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { articleAnswered } from "@/lib/legal/answer/model";
import type { ProvisionText } from "@/lib/legal/evidence/model";
import { isAnsweredBy, type ProvisionLine } from "@/lib/legal/reading/model";
import { lineInWords } from "@/lib/legal/words/model";
import { ForceMark } from "./force-mark";

interface Props {
  t: Translator;
  locale: Locale;
  slug: string;
  provisions: readonly ProvisionLine[];
  /** Whether to show notes; a matrix has no room for them. */
  hasNotes?: boolean;
  /** Texts of the provisions by id, shown folded. */
  texts?: ReadonlyMap<string, ProvisionText> | undefined;
  /** The articles that they are shown for, and their current revision. */
  articles: readonly string[];
  revision: number | undefined;
  /** A link to the permanent address of the answer, shown with the first one. */
  permanent?: ReactNode;
}

/** Lists provisions with law, locator and confidence, each linking to its record on the profile. */
export function ProvisionLines(props: Props) {
  const { t, locale, slug, provisions, hasNotes = false, texts, articles, revision = 0, permanent } = props;
  if (provisions.length === 0) return <span className="dim">{t("law.noProvision")}</span>;
  return (
    <>
      <ul className="plain">
        {provisions.map((line, n) => {
          const one = lineInWords(line, locale);
          return (
            <li key={one.id}>
              <a href={profileHref(locale, slug, `#laws-${one.id}`)}>
                <bdi>{t("law.provision", { locator: one.locator, law: one.law.title })}</bdi>
              </a>{" "}
              {one.isMachine ? <Tag kind="warn">{t("revisions.options.translationKind.machine")}</Tag> : null}{" "}
              <ConfidenceTag value={one.confidence} t={t} />{" "}
              <ForceMark t={t} locale={locale} slug={slug} force={one.force} />{" "}
              {one.hasText ? null : <span className="tiny dim">{t("law.locatorOnly")}</span>}
              {hasNotes && one.note ? (
                <div className="small dim gist">
                  <Words of={{ record: one, ...one.said }} field="note" t={t} locale={locale} />
                </div>
              ) : null}
              {texts?.has(one.id) ? (
                <Original t={t} record={{ ...one, ...texts.get(one.id) }} names={one.said.names} />
              ) : null}
              <More t={t} of={one.locator}>
                <DraftMark
                  place={{ slug, article: articleAnswered(one, articles), revision }}
                  provision={one.id}
                  name={one.locator}
                />
                {n === 0 ? permanent : null}
              </More>
            </li>
          );
        })}
      </ul>
      {isAnsweredBy(provisions) ? null : <span className="small dim">{t("law.noneInForce")}</span>}
    </>
  );
}

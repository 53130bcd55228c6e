import type { ReactNode } from "react";
import { outlineOf } from "@/components/content/outline";
import { Prose } from "@/components/content/prose";
import { Time } from "@/components/time";
import { Contents } from "@/components/ui/contents";
import { PageHead } from "@/components/ui/heading";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DeadLinkOf } from "@/lib/pages/links/model";
import { type StandingPage, TEXT_PREFIX } from "@/lib/standing-pages/model";
import type { Content } from "@/lib/text/nodes";
import { blockText } from "@/lib/text/plain";
import { StandingFoot } from "./standing-foot";

/** A page such as the charter with the administrators' text: its contents, the text, its last change and history. */
export function OwnTextView(props: {
  t: Translator;
  locale: Locale;
  page: StandingPage;
  text: { content: Content; changedAt: Date };
  history: string | null;
  deadLinkOf: DeadLinkOf;
}) {
  const { t, locale, page, text, history, deadLinkOf } = props;
  const entries = outlineOf(text.content, TEXT_PREFIX);
  const anchors = anchorsOf(text.content, page);
  const around = (id: string, block: ReactNode) => {
    const anchor = anchors.get(id);
    return anchor === undefined ? (
      block
    ) : (
      <div id={anchor} key={anchor}>
        {block}
      </div>
    );
  };
  return (
    <>
      <PageHead title={page.title} />
      <div className={entries.length > 0 ? "wrap body flush cols lead" : "wrap body flush"}>
        {entries.length > 0 ? <Contents label={t("pages.contents")} entries={entries} /> : null}
        <article className="prose">
          <Prose
            {...{ t, locale, deadLinkOf, around }}
            content={text.content}
            prefix={TEXT_PREFIX}
            numberOf={() => null}
            headingShift={-1}
          />
          <StandingFoot
            t={t}
            day={<Time at={text.changedAt} locale={locale} isDayOnly />}
            history={history}
          />
        </article>
      </div>
    </>
  );
}

/** Finds the headings that the product's text has too: its addresses (`/about#security`) still lead there. */
function anchorsOf(content: Content, { sections }: StandingPage): Map<string, string> {
  const ids = new Map(sections.map(({ id, title }) => [title, id]));
  const anchors = new Map<string, string>();
  for (const block of content.doc.content) {
    const anchor = block.type === "heading" ? ids.get(blockText(block)) : undefined;
    if (anchor === undefined) continue;
    anchors.set(block.attrs.id, anchor);
    ids.delete(blockText(block));
  }
  return anchors;
}

import type { z } from "zod";
import type { PracticeData } from "@/components/editor/model";
import { PLACES } from "@/components/shell/places";
import { PageHead, Section } from "@/components/ui/heading";
import { editorMessages } from "@/lib/i18n/compiled";
import { localePath } from "@/lib/i18n/locales";
import { MESSAGES } from "@/lib/i18n/messages";
import type { Content } from "@/lib/text/nodes";
import { document } from "@/lib/web/pages/document";
import type { DocumentView, PageTools } from "@/lib/web/view";

const STEPS = ["write", "link", "cite", "preview", "save"] as const;

/** The real editor with a sample text for people who have never used it: nothing is sent or stored. */
const view: DocumentView<z.ZodObject, z.ZodObject> = {
  async render(_input, tools) {
    const { locale, t } = tools;
    const title = t("pages.practice.title");
    const guide = localePath(locale, PLACES.editing);
    return {
      title,
      description: t("pages.practice.description"),
      crumbs: [{ label: t("pages.help.title"), href: PLACES.help }, { label: title }],
      refreshScripts: ["editor.js"],
      body: (
        <>
          <PageHead title={title} sub={t("pages.practice.sub")} />
          <div className="wrap body flush stack g5">
            <Section id="steps" title={t("pages.practice.steps")}>
              <ol className="steps">
                {STEPS.map((step) => (
                  <li key={step} data-practice={step}>
                    <span>
                      {t(`pages.practice.${step}`)}{" "}
                      <span className="tag" data-done hidden>
                        {t("pages.practice.doneMark")}
                      </span>
                    </span>
                  </li>
                ))}
              </ol>
            </Section>
            <div id="editor" data-kind="practice" data-editor={JSON.stringify(practiceData(tools))}>
              <noscript>{t("pages.practice.plain")}</noscript>
            </div>
            <p>
              <a href={guide}>{t("pages.practice.guide")}</a>
            </p>
          </div>
        </>
      ),
    };
  },
};

/** Returns the editor's data: two paragraphs and two sources. */
function practiceData({ locale, t }: Pick<PageTools, "locale" | "t">): PracticeData {
  const { pages } = MESSAGES[locale];
  const paragraph = (id: string, text: string) => ({
    type: "paragraph" as const,
    attrs: { id },
    content: [{ type: "text" as const, text }],
  });
  const content: Content = {
    schemaVersion: 1,
    doc: {
      type: "doc",
      content: [
        paragraph("practice01", t("pages.practice.first")),
        paragraph("practice02", t("pages.practice.second")),
      ],
    },
  };
  const help = localePath(locale, PLACES.help);
  const { done, savedTitle, saved } = pages.practice;
  return {
    locale,
    messages: editorMessages(locale, "prose"),
    memberId: "",
    slug: "",
    section: "practice",
    sectionTitle: t("pages.practice.text"),
    family: "prose",
    fields: [],
    titleField: "",
    baseNumber: null,
    content,
    draft: null,
    profilePath: help,
    signInPath: help,
    sources: [
      {
        id: "practicelaw",
        title: t("pages.practice.sourceTitle"),
        publisher: t("pages.practice.sourcePublisher"),
        url: null,
      },
      {
        id: "practice185",
        title: t("pages.practice.treatyTitle"),
        publisher: t("pages.practice.treatyPublisher"),
        url: "https://www.coe.int/en/web/conventions",
      },
    ],
    words: { done, savedTitle, saved },
  };
}

export const GET = document(view);

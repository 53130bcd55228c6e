import { plainText, sentBase, theirsOf, tokenOf } from "@/app/[locale]/text-editing";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { changeTopic, findOwnTopic, listCategories } from "@/lib/discussions";
import { ChangeTopic, topicPath } from "@/lib/discussions/model";
import type { OwnTopic } from "@/lib/discussions/queries/model";
import { localePath } from "@/lib/i18n/locales";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { TOPIC_FIELD_IDS, TopicFields, topicLabels } from "../../../topic-fields";
import { TopicParams, topicCrumbs } from "../topic-place";

/** Changing a topic's title, tags and first message; moderators move it to another category as well. */
const view: ScreenView<typeof TopicParams, never> = {
  isLong: true,
  params: TopicParams,
  async render({ slug }, { t, locale, form, actor }) {
    const own = await findOwnTopic(actor, slug);
    if (!can(actor, "topic.edit", own.facts)) throw new DomainError("forbidden");
    const { page } = own;
    const all = await listCategories();
    const categories = can(actor, "topic.moderate") ? all : all.filter((one) => one.slug === page.category);
    const title = t("discussions.edit.title");
    const fields = fieldsOf(t, form, "topic");
    const text = plainText(page.content, { hasNotes: true });
    const theirs = theirsOf(form, { hasNotes: true });
    return {
      title,
      current: "discussions",
      crumbs: topicCrumbs(t, { path: topicPath(page), title: page.title }, title),
      body: (
        <>
          <PageHead
            title={title}
            sub={t("discussions.edit.sub")}
            actions={
              <ButtonLink href={localePath(locale, backPath(own))}>{t("discussions.edit.back")}</ButtonLink>
            }
          />
          <div className="wrap body flush">
            <PostForm
              t={t}
              name="topic"
              action={localePath(locale, `/discussions/t/${slug}/edit`)}
              fields={fields}
              labels={topicLabels(t)}
              ids={TOPIC_FIELD_IDS}
              className="stack narrow"
              hidden={{
                clientToken: tokenOf(form),
                base: String(theirs?.number ?? sentBase(form, page.revision) ?? ""),
              }}
            >
              {text === null ? <Note kind="warn">{t("discussions.edit.holdsMore")}</Note> : null}
              <TopicFields
                {...{ t, locale, fields, categories }}
                kept={{ ...page, text: text ?? "" }}
                hasText={text !== null}
              />
              <TextField
                name="summary"
                label={t("discussions.edit.summary")}
                dir="auto"
                maxLength={400}
                defaultValue={fields.value("summary")}
                errors={fields.errors("summary")}
              />
              <p>
                <Button kind="pri">{t("discussions.edit.save")}</Button>
              </p>
            </PostForm>
          </div>
        </>
      ),
    };
  },
};

/** Returns where a topic can be read: its page, or for one that readers do not see the screen that manages it. */
const backPath = ({ state, page }: OwnTopic): string =>
  state === "shown" ? topicPath(page) : `/discussions/t/${page.number}/manage`;

export const GET = screen(view);

export const POST = screenForm(view, {
  topic: spec({
    schema: ChangeTopic,
    command: changeTopic,
    limit: "topic",
    done: ({ number, slug, isShown }) =>
      isShown ? topicPath({ number, slug }) : `/discussions/t/${number}/manage`,
  }),
});

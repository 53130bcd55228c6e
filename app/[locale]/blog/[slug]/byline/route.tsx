import { agreeToByline, declineByline, findSigned, leaveByline } from "@/lib/blog";
import { AnswerByline, PostParams } from "@/lib/blog/model";
import { newBlockId } from "@/lib/text/block-id";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { blogCrumbs } from "../../writing";
import { BylineView } from "./byline-view";

/** A post for a member who was asked to be named as an author, or already is: to read it and answer. */
const view: ScreenView<typeof PostParams, never> = {
  params: PostParams,
  async render({ slug }, { t, locale, form, actor, search }) {
    const found = await findSigned(actor, slug);
    return {
      title: t("posts.byline.titleOf", { title: found.title }),
      current: "blog",
      crumbs: blogCrumbs(t, { label: t("posts.mine.title"), href: "/blog/mine" }, { label: found.title }),
      body: (
        <BylineView
          t={t}
          locale={locale}
          form={form}
          done={form.name === null ? search.get("done") : null}
          found={found}
          clientToken={newBlockId() + newBlockId()}
        />
      ),
    };
  },
};

export const GET = screen(view);

export const POST = screenForm(view, {
  agree: spec({
    schema: AnswerByline,
    command: agreeToByline,
    limit: "post",
    done: ({ slug }) => `/blog/${slug}/byline?done=agreed`,
  }),
  decline: spec({
    schema: AnswerByline,
    command: declineByline,
    limit: "post",
    done: () => "/blog/mine?done=declined",
  }),
  leave: spec({
    schema: AnswerByline,
    command: leaveByline,
    limit: "post",
    done: () => "/blog/mine?done=left",
  }),
});

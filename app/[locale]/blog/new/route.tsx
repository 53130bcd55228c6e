import { z } from "zod";
import { WriteForm } from "@/app/[locale]/blog/write-view";
import { RefusedUploads } from "@/components/files/refused-uploads";
import { PLACES } from "@/components/shell/places";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { mayApprove, startPost } from "@/lib/blog";
import { PostDetails, StartPost } from "@/lib/blog/model";
import { can } from "@/lib/core/policy";
import { listOwnFiles, removeFile } from "@/lib/files";
import { FileId, isLoose } from "@/lib/files/model";
import { usablePictures } from "@/lib/files/pictures/model";
import { localePath } from "@/lib/i18n/locales";
import type { Content } from "@/lib/text/nodes";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { plainText, tokenOf } from "../../text-editing";
import type { PostDetailValues } from "../details-part";
import { blogCrumbs, offersFor, postDraftData, postEditorData } from "../writing";
import { afterWriting } from "../written";

const NOTHING: Content = { schemaVersion: 1, doc: { type: "doc", content: [] } };

/** The initial values of a new post's form. */
const EMPTY: Omit<PostDetailValues, "title" | "language"> = {
  summary: "",
  isPersonalView: true,
  topics: [],
  countries: [],
  articles: [],
  project: null,
  series: null,
  coAuthors: [],
  translates: null,
  coverId: null,
  coverAlt: null,
};

/** A link to a post that does not exist yet leads here, with a title from which the address is made. */
const Query = z.object({ title: PostDetails.shape.title.optional().catch(undefined) });

/** A new post: one form with everything, which works without scripts. */
const view = {
  isLong: true,
  query: Query,
  allows: (actor) => can(actor, "post.write"),
  async render({ title: asked }, tools) {
    const { t, locale, form, actor } = tools;
    const title = t("posts.new.title");
    const [own, offered, isApprover] = await Promise.all([
      listOwnFiles(actor),
      offersFor(actor, null, form),
      mayApprove(actor, [actor.id]),
    ]);
    const pictures = usablePictures([], own);
    const action = localePath(locale, "/blog/new");
    return {
      title,
      current: "blog",
      crumbs: blogCrumbs(t, { label: title }),
      refreshScripts: ["editor.js"],
      body: (
        <>
          <PageHead
            title={title}
            sub={t("posts.new.sub")}
            actions={<ButtonLink href={localePath(locale, PLACES.posting)}>{t("posts.new.help")}</ButtonLink>}
          />
          <div className="wrap body flush stack">
            <RefusedUploads t={t} locale={locale} action={action} loose={own.filter(isLoose)} />
            <WriteForm
              t={t}
              locale={locale}
              form={form}
              action={action}
              kept={{ ...EMPTY, title: asked ?? "", language: locale }}
              pictures={pictures}
              offered={offered}
              clientToken={tokenOf(form)}
              base={null}
              data={postEditorData(
                { slug: null, content: NOTHING, number: null, draft: null },
                pictures,
                actor,
                tools,
              )}
              text={plainText(NOTHING, { hasNotes: true })}
              formDraft={postDraftData({ slug: null, draft: null }, actor, tools)}
              theirs={null}
              steps={isApprover ? ["draft", "submit", "publish"] : ["draft", "submit"]}
            />
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, typeof Query>;

export const GET = screen(view);

export const POST = screenForm(view, {
  post: spec({
    schema: StartPost,
    command: startPost,
    guards: ["title", "summary", "coverAlt", "text", "content"],
    limit: "post",
    done: (written, { input }) => afterWriting(written, input.step),
  }),
  dismiss: spec({ schema: FileId, command: removeFile, limit: "post", done: () => "/blog/new" }),
});

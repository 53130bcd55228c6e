import type { PostEditorData } from "@/components/editor/model";
import type { PostDetailValues } from "@/components/posts/details-part";
import type { PostInWork, UsablePicture } from "@/lib/blog/writing/model";
import type { Actor } from "@/lib/core/actor";
import { pictureHref } from "@/lib/files/model";
import { localePath } from "@/lib/i18n/locales";
import { MESSAGES } from "@/lib/i18n/messages";
import type { Draft } from "@/lib/revisions/draft";
import { fitsTextarea, toTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import type { FormState, PageTools } from "@/lib/web/view";

/** The way to a page about writing posts. */
export function blogCrumbs(t: PageTools["t"], ...further: { href?: string; label: string }[]) {
  return [{ href: "/blog", label: t("blog.title") }, ...further];
}

/** What the form of a post that is there holds. */
export function keptOf(found: PostInWork): PostDetailValues {
  const handles = found.byline.filter((one) => one.state !== "declined").map((one) => one.handle);
  // Whoever stands first by themselves need not be named.
  const isAlone = handles.length === 1;
  return { ...found, coAuthors: isAlone ? [] : handles };
}

/** The text for a plain field; null where such a field would lose something. */
export function plainText(content: Content): string | null {
  return fitsTextarea(content) ? toTextarea(content) : null;
}

/** The text that a refused save of a form collided with. */
export function theirsOf({ error }: FormState): { text: string; number: number } | null {
  if (error?.code !== "conflict") return null;
  const details = error.details as { theirs?: Content; currentNumber?: number } | undefined;
  if (!details?.theirs || details.currentNumber === undefined) return null;
  return { text: toTextarea(details.theirs), number: details.currentNumber };
}

/** What the editor of a post starts from; written into its page. */
export function postEditorData(
  of: { slug: string | null; content: Content; number: number | null; draft: Draft | null },
  pictures: readonly UsablePicture[],
  actor: Actor,
  { locale, path, form, t }: PageTools & { form: FormState },
): string {
  const { editor, revisions, common } = MESSAGES[locale];
  const data: PostEditorData = {
    locale,
    messages: { editor, revisions, common },
    memberId: actor.id,
    slug: of.slug ?? "",
    section: "body",
    sectionTitle: t("posts.text.label"),
    family: "prose",
    fields: [],
    titleField: "",
    baseNumber: of.number,
    content: sentContent(form) ?? of.content,
    draft: of.draft ? { ...of.draft, updatedAt: of.draft.updatedAt.toISOString() } : null,
    sources: [],
    profilePath: localePath(locale, "/blog/mine"),
    signInPath: `${localePath(locale, "/signin")}?next=${encodeURIComponent(localePath(locale, path))}`,
    pictures: pictures.map(({ id, name }) => ({ id, name })),
    blogPath: localePath(locale, "/blog"),
    pictureAt: pictureHref("{file}", 320, "webp"),
    isSentBack: sentContent(form) !== null,
  };
  return JSON.stringify(data);
}

/** The document that the editor sent with a form which came back. */
function sentContent(form: FormState): unknown {
  const sent = form.values.content;
  if (typeof sent !== "string") return null;
  try {
    return JSON.parse(sent) as unknown;
  } catch {
    return null;
  }
}

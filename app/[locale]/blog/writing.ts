import type { TextOwner } from "@/components/editor/model";
import { listPostTitles } from "@/lib/blog";
import type { PostInWork } from "@/lib/blog/writing/model";
import type { Actor } from "@/lib/core/actor";
import { type FormState, hasProblems } from "@/lib/core/form-state";
import type { UsablePicture } from "@/lib/files/pictures/model";
import { localePath } from "@/lib/i18n/locales";
import { findByHandle, findCalled, listPeople } from "@/lib/members";
import type { Draft } from "@/lib/revisions";
import { keyOfChoice } from "@/lib/text/choice";
import type { Content } from "@/lib/text/nodes";
import type { PageTools } from "@/lib/web/view";
import { formDraftData, textEditorData } from "../text-editing";
import type { CalledAuthor, PostDetailValues, PostOffers } from "./details-part";

/** Returns the crumbs of a page about writing posts. */
export function blogCrumbs(t: PageTools["t"], ...further: { href?: string; label: string }[]) {
  return [{ href: "/blog", label: t("blog.title") }, ...further];
}

/** Returns the choices in the form of a post. `slug`: the post itself, which cannot be a translation of itself. */
export async function offersFor(actor: Actor, slug: string | null, form: FormState): Promise<PostOffers> {
  const [titles, people, called] = await Promise.all([
    listPostTitles(slug),
    listPeople(actor),
    findNamed(form),
  ]);
  return { titles, people, called };
}

/** For a form refused because of its authors: returns the names that are not handles, with the members of that name. */
async function findNamed(form: FormState): Promise<CalledAuthor[]> {
  if (!form.errors.coAuthors?.includes("unknown_member")) return [];
  const sent = [form.values.coAuthors ?? []].flat().filter((typed) => typed.trim() !== "");
  const found = await Promise.all(
    sent.slice(0, MOST_AUTHORS).map(async (typed) => {
      const known = await findByHandle(keyOfChoice(typed).replace(/^@/, ""));
      return known ? [] : [{ typed, people: await findCalled(typed) }];
    }),
  );
  return found.flat();
}

const MOST_AUTHORS = 8;

/** Returns the form values of an existing post. */
export function keptOf(found: PostInWork): PostDetailValues {
  const signers = found.byline
    .filter((one) => one.state !== "declined")
    .map(({ handle, displayName }) => ({ handle, name: displayName }));
  // A single author who is the member need not be named.
  const isAlone = signers.length === 1;
  return { ...found, coAuthors: isAlone ? [] : signers };
}

const POST_TEXT: TextOwner = {
  api: "/api/posts",
  text: "body",
  begins: ["title", "summary", "language", "clientToken"],
  movesForm: true,
};

/** Returns the data of a post's editor, written into its page. */
export function postEditorData(
  post: { slug: string | null; content: Content; number: number | null; draft: Draft | null },
  pictures: readonly UsablePicture[],
  actor: Actor,
  tools: PageTools,
): string {
  const { t, locale } = tools;
  const place = localePath(locale, `/blog/${post.slug ?? ""}`);
  return textEditorData(
    {
      ...post,
      of: POST_TEXT,
      section: POST_TEXT.text,
      sectionTitle: t("posts.text.label"),
      placeholder: t("posts.text.placeholder"),
      basePath: localePath(locale, "/blog"),
      profilePath: localePath(locale, "/blog/mine"),
      after: { published: place, pending: `${place}/edit?done=pending`, unchanged: place },
    },
    pictures,
    actor,
    tools,
  );
}

/** Returns the data of a post form's draft, written into its page. */
export function postDraftData(
  post: { slug: string | null; draft: Draft | null },
  actor: Actor,
  tools: PageTools & { form: FormState },
): string {
  const { t, locale, form } = tools;
  const isSentBack = form.name === "post" && hasProblems(form);
  return formDraftData(
    {
      ...post,
      of: POST_TEXT,
      sectionTitle: t("posts.details.title"),
      basePath: localePath(locale, "/blog"),
      isSentBack,
    },
    actor,
    tools,
  );
}

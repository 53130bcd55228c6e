import { z } from "zod";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { RevisionView } from "@/components/profiles/revision-view";
import { DomainError } from "@/lib/core/errors";
import { revertSection } from "@/lib/profiles";
import { isSectionKey } from "@/lib/profiles/model";
import {
  authorsIn,
  findNeighbours,
  findProfileAfter,
  findProfilePage,
  findRevisionLine,
  handlesOf,
  RevisionParam,
} from "@/lib/profiles/reading";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import { form, spec } from "@/lib/web/form";
import type { DocumentView } from "@/lib/web/view";
import { leadToSlug, SlugParams } from "../../../profile-address";
import { afterTakeBack, TakeBackFields, takeBackToken } from "../../../take-back";

const Params = SlugParams.extend({ number: RevisionParam });
const NoQuery = z.object({});

/** A permanent revision: the whole profile as it stood after it. One that was never published does not exist. */
const view: DocumentView<typeof Params, typeof NoQuery> = {
  params: Params,
  scopes: ({ slug }) => [scope.profile(slug)],
  async render({ slug, number }, tools) {
    const [page, line] = await Promise.all([findProfileAfter(slug, number), findRevisionLine(slug, number)]);
    if (!page) return leadToSlug(slug, tools);
    if (!line) throw new DomainError("not_found", "revision");
    const [neighbours, current] = await Promise.all([findNeighbours(slug, number), findProfilePage(slug)]);
    const { t, locale, form } = tools;
    const country = page.head.names[locale];
    const standing = isSectionKey(line.section)
      ? (current?.sections[line.section]?.revision.number ?? null)
      : null;
    const authors = [
      ...authorsIn([line]),
      ...Object.values(page.sections).map((section) => section.revision.author),
    ];
    return {
      title: t("profiles.revision.title", { country, number }),
      current: "countries",
      robots: "noindex",
      crumbs: profileCrumbs(t, locale, page.head, t("profiles.page.revision", { number })),
      scopes: handlesOf(authors).map(scope.member),
      body: <RevisionView {...{ t, locale, page, line, neighbours, standing, form }} />,
    };
  },
};

export const GET = document(view);

/** Puts the section back to how it stood after this revision. */
export const POST = form(view, {
  revert: spec({
    schema: TakeBackFields.extend({ number: RevisionParam }).transform(({ seen, ...rest }) => ({
      ...rest,
      clientToken: takeBackToken("revert", rest.slug, rest.number, seen),
    })),
    command: revertSection,
    limit: "save",
    done: afterTakeBack,
  }),
});

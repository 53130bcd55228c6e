import type { z } from "zod";
import { OwnOutcome, OwnTopics } from "@/app/topics/own-topics";
import { readTopicFilters } from "@/app/topics/read-filters";
import { newTopicHref } from "@/components/discussions/addresses";
import { PLACES } from "@/components/shell/places";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import {
  countOwnTopics,
  findOwnCategory,
  listCategories,
  listOwnTopics,
  listRooms,
  type Marked,
  markListRead,
  markTopicRead,
  muteCategory,
  undoRead,
} from "@/lib/discussions";
import {
  MarkListRead,
  MarkTopicRead,
  MuteCategory,
  OwnFilters,
  OwnTopicsQuery,
  UndoRead,
} from "@/lib/discussions/reading/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";

/** A member's own lists of topics, in public and in the rooms that they may read: new, unread, and their own. */
const view = {
  query: OwnTopicsQuery,
  isLong: true,
  async render(asked, { t, locale, search, actor, form }) {
    // Set before the lists are read: what comes later is not on the page and stays unread.
    const drawnAt = Date.now();
    const { query, place, unread } = await readTopicFilters(asked, search);
    const [found, counts, category, categories, rooms] = await Promise.all([
      listOwnTopics(actor, query),
      countOwnTopics(actor, OwnFilters.parse(query)),
      query.category === undefined ? null : findOwnCategory(actor, query.category),
      listCategories(),
      listRooms(actor),
    ]);
    const title = t("discussions.own.heading");
    const props = {
      t,
      locale,
      found,
      counts,
      category,
      place,
      unread,
      drawnAt,
      query: form.name === null ? query : { ...query, done: undefined },
      categories: [...categories, ...rooms],
    };
    return {
      title,
      current: "discussions",
      crumbs: [{ href: PLACES.discussions, label: t("discussions.title") }, { label: title }],
      body: (
        <>
          <OwnOutcome {...props} />
          <PageHead
            title={title}
            sub={t("discussions.own.sub")}
            actions={
              <ButtonLink kind="pri" icon="plus" href={newTopicHref(locale, "discussions")}>
                {t("discussions.ask")}
              </ButtonLink>
            }
          />
          <div className="wrap body flush">
            <OwnTopics {...props} />
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, typeof OwnTopicsQuery>;

export const GET = screen(view);

/** Returns the address of the list that a form was sent from, with what it did. */
function back(sent: OwnFilters & { list?: string }, done: string, undo?: string): string {
  return withQuery(PLACES.ownTopics, { list: sent.list, ...OwnFilters.parse(sent), done, undo });
}

/** The forms of one topic and of a category send the list and its filters back as well. */
const Back = OwnFilters.extend({ list: OwnTopicsQuery.shape.list });
const Mute = MuteCategory.extend(Back.shape);

export const POST = screenForm(view, {
  read: spec({
    schema: MarkTopicRead.extend(Back.shape),
    command: markTopicRead,
    limit: "watch",
    done: ({ undo }: Marked, { input }) => back(input, "read", undo),
  }),
  "read-all": spec({
    schema: MarkListRead,
    command: markListRead,
    limit: "watch",
    done: ({ undo }: Marked, { input }) => back(input, "read", undo),
  }),
  undo: spec({
    schema: UndoRead,
    command: undoRead,
    limit: "watch",
    done: (_, { input }) => back(input, "undone"),
  }),
  mute: spec({
    schema: Mute,
    command: muteCategory,
    limit: "watch",
    done: (_, { input }) => back(input, input.isMuted ? "muted" : "unmuted"),
  }),
});

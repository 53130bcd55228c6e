import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { SaveSearchForm } from "@/components/search/save-search-form";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { localePath } from "@/lib/i18n/locales";
import { findFirstSteps } from "@/lib/members";
import { ForgetSearch, MAX_SAVED, SaveSearch, SeeSearch, SetSearchLevel } from "@/lib/notices/searches/model";
import { deleteSavedSearch, listSavedSearches, saveSearch, seeSearch, setSearchLevel } from "@/lib/watching";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ME_PLACES, MeFrame, meCrumbs } from "../me-frame";
import { SearchesTable } from "./searches-table";

const DONE = ["saved", "level", "seen", "forgotten"] as const;

/** The member's saved searches, with their new results. */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const drawnAt = Date.now();
    const [searches, steps] = await Promise.all([
      listSavedSearches(actor, new Date(drawnAt)),
      findFirstSteps(actor),
    ]);
    const title = t("me.searches.title");
    const done = DONE.find((one) => one === search.get("done"));
    const saving = fieldsOf(t, form, "save");
    const isGone = (["level", "seen", "forget"] as const).some(
      (name) => fieldsOf(t, form, name).problems.error,
    );
    return {
      title,
      crumbs: meCrumbs(t, title),
      body: (
        <>
          {done && form.name === null ? <Outcome>{t(`me.searches.done.${done}`)}</Outcome> : null}
          <MeFrame
            isNew={steps.isOffered}
            t={t}
            locale={locale}
            place="searches"
            title={title}
            sub={t("me.searches.sub", { count: searches.length, most: MAX_SAVED })}
          >
            {isGone ? <Outcome kind="bad">{t("me.searches.gone")}</Outcome> : null}
            {form.name === "save" ? (
              <SaveSearchForm
                t={t}
                locale={locale}
                fields={saving}
                name={saving.value("name")}
                query={saving.value("query")}
              />
            ) : null}
            {searches.length === 0 ? (
              <Empty
                action={
                  <ButtonLink href={localePath(locale, "/me/search")}>{t("me.searches.start")}</ButtonLink>
                }
              >
                {t("me.searches.none")}
              </Empty>
            ) : (
              <SearchesTable t={t} locale={locale} searches={searches} drawnAt={drawnAt} />
            )}
            <p>
              {t("watching.one.mails")}{" "}
              <a href={localePath(locale, ME_PLACES.notifications)}>{t("watching.one.mailsLink")}</a>
            </p>
          </MeFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

const after = (done: (typeof DONE)[number]) => () => `${ME_PLACES.searches}?done=${done}`;

export const GET = screen(view);

export const POST = screenForm(view, {
  save: spec({ schema: SaveSearch, command: saveSearch, limit: "watch", done: after("saved") }),
  level: spec({ schema: SetSearchLevel, command: setSearchLevel, limit: "watch", done: after("level") }),
  seen: spec({ schema: SeeSearch, command: seeSearch, limit: "watch", done: after("seen") }),
  forget: spec({
    schema: ForgetSearch,
    command: deleteSavedSearch,
    limit: "watch",
    done: after("forgotten"),
  }),
});

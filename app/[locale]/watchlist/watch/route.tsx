import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Button, ButtonLink } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findWatch, setWatch, stopWatch, type WatchState } from "@/lib/watching";
import { SetWatch, StopWatch, WatchQuery } from "@/lib/watching/forms/model";
import { levelsOf, type Place, readPlace, thingName, thingPath, watchPath } from "@/lib/watching/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";

/** The watch level of one thing: the target of every "Watch" link without scripts. */
const view = {
  query: WatchQuery,
  async render({ of, done }, { locale, t, form, actor }) {
    // The query's schema has already validated the address by the same rule.
    const place = readPlace(of) as Place;
    const state = await findWatch(actor, place);
    const title = t("watching.button.of", { thing: thingName(state.thing, t, locale) });
    return {
      title,
      crumbs: [
        { label: t("watching.list.title"), href: PLACES.watchlist },
        { label: t("watching.one.title") },
      ],
      body: (
        <>
          {done && form.name === null ? <Outcome>{t(`watching.done.${done}`)}</Outcome> : null}
          <PageHead title={title} sub={t("watching.one.sub")} />
          <div className="wrap body stack">
            <Standing t={t} locale={locale} state={state} />
            {state.isThere ? <LevelForm {...{ t, locale, of, state, form }} /> : null}
            {state.level ? (
              <PostForm t={t} name="stop" action={localePath(locale, watchPath(place))} hidden={{ of }}>
                <Button kind="bad">{t("watching.button.stop")}</Button>
              </PostForm>
            ) : null}
            <p>
              {t("watching.one.mails")}{" "}
              <a href={localePath(locale, PLACES.mailSettings)}>{t("watching.one.mailsLink")}</a>
            </p>
            <p className="row">
              <ButtonLink href={localePath(locale, thingPath(state.thing.place))}>
                {t("watching.one.open")}
              </ButtonLink>
              <ButtonLink href={localePath(locale, PLACES.watchlist)}>
                {t("watching.one.watchlist")}
              </ButtonLink>
            </p>
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, typeof WatchQuery>;

/** What to know before choosing: that the thing no longer exists, or which wider level applies. */
function Standing({ t, locale, state }: { t: Translator; locale: Locale; state: WatchState }) {
  const { wider, level, isThere } = state;
  if (!isThere) return <Note kind="warn">{t("watching.one.gone")}</Note>;
  if (level !== null || !wider) return null;
  return (
    <Note>
      {t.rich("watching.one.wider", {
        level: t(`watching.level.${wider.level}`),
        b: (chunks) => <b>{chunks}</b>,
        thing: () => (
          <a href={localePath(locale, watchPath(wider.thing.place))}>{thingName(wider.thing, t, locale)}</a>
        ),
      })}
    </Note>
  );
}

function LevelForm(props: { t: Translator; locale: Locale; of: string; state: WatchState; form: FormState }) {
  const { t, locale, of, state, form } = props;
  const fields = fieldsOf(t, form, "set");
  return (
    <PostForm
      t={t}
      name="set"
      action={localePath(locale, watchPath(state.thing.place))}
      fields={fields}
      labels={{ level: t("watching.one.level") }}
      hidden={{ of }}
    >
      <RadioGroup
        name="level"
        label={t("watching.one.level")}
        errors={fields.errors("level")}
        options={levelsOf(state.thing.place).map((level) => ({
          value: level,
          label: t(`watching.level.${level}`),
          hint: t(`watching.levelWhat.${level}`),
        }))}
        value={fields.value("level", state.level ?? "watching")}
        required
      />
      <p>
        <Button kind="pri">{t("watching.one.save")}</Button>
      </p>
    </PostForm>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  set: spec({
    schema: SetWatch,
    command: setWatch,
    limit: "watch",
    done: ({ of, level }) => `${watchPath(of)}&done=${level}`,
  }),
  stop: spec({
    schema: StopWatch,
    command: stopWatch,
    limit: "watch",
    // Not back here: a deleted record has no such page once it is no longer watched.
    done: () => `${PLACES.watchlist}?done=stopped`,
  }),
});

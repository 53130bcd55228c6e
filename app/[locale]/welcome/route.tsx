import type { ReactNode } from "react";
import { z } from "zod";
import { Outcome } from "@/components/outcome";
import { PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { Tag } from "@/components/ui/tag";
import type { Actor } from "@/lib/core/actor";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { dismissFirstSteps, type FirstSteps, findFirstSteps } from "@/lib/members";
import { findProfilePage, findSlugOf, REGIONS, toDoOf } from "@/lib/profiles/reading";
import { findWatch, setWatch } from "@/lib/watching";
import { SetWatch } from "@/lib/watching/forms/model";
import type { Place } from "@/lib/watching/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { CountryStep, EditStep, IntroduceStep, type OwnCountry, PracticeStep, WatchStep } from "./steps";

const DONE = ["watched", "ended"] as const;

/** The first steps of a new member. Each is marked as done according to the data; all are optional. */
const view = {
  async render(_input, { locale, t, search, form, actor }) {
    const steps = await findFirstSteps(actor);
    const country = await findOwnCountry(actor, steps, locale);
    const title = t("welcome.title");
    const shared = { t, locale, steps, country, handle: actor.handle };
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    const isAll = Object.values(steps.done).every(Boolean);
    return {
      title,
      crumbs: [{ href: PLACES.me, label: t("me.title") }, { label: title }],
      body: (
        <>
          {done ? <Outcome>{t(done === "watched" ? "welcome.watched" : "welcome.end.done")}</Outcome> : null}
          <PageHead title={title} sub={t("welcome.sub")} />
          <div className="wrap body flush stack g6 narrow">
            {isAll ? <Note kind="ok">{t("welcome.allDone")}</Note> : null}
            <ol className="list">
              <Step t={t} name="country" isDone={steps.done.country}>
                <CountryStep {...shared} />
              </Step>
              <Step t={t} name="watch" isDone={steps.done.watch}>
                <WatchStep {...shared} />
              </Step>
              <Step t={t} name="edit" isDone={steps.done.edit}>
                <EditStep {...shared} />
              </Step>
              <Step t={t} name="practice" isDone={steps.done.practice}>
                <PracticeStep {...shared} />
              </Step>
              <Step t={t} name="introduce" isDone={steps.done.introduce}>
                <IntroduceStep {...shared} />
              </Step>
            </ol>
            {steps.isOffered ? <PutAway t={t} locale={locale} /> : null}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

/** Returns the profile of the member's country, what is missing in it, and whether it and its region are watched. */
async function findOwnCountry(
  actor: Actor,
  { country }: FirstSteps,
  locale: Locale,
): Promise<OwnCountry | null> {
  if (country === null) return null;
  const slug = await findSlugOf(country);
  const page = slug === null ? null : await findProfilePage(slug);
  if (!page) return { code: country, profile: null };
  const { head } = page;
  const region = REGIONS.find((one) => one === head.region);
  const places: Place[] = [
    { kind: "profile", slug: head.slug },
    ...(region ? [{ kind: "region", region } as const] : []),
  ];
  return {
    code: country,
    profile: {
      slug: head.slug,
      name: head.names[locale],
      toDo: toDoOf(page),
      watches: await Promise.all(places.map((place) => findWatch(actor, place))),
    },
  };
}

/** One step: its title, whether it is done, and how to do it. */
function Step(props: {
  t: Translator;
  name: keyof FirstSteps["done"];
  isDone: boolean;
  children: ReactNode;
}) {
  const { t, name, isDone, children } = props;
  return (
    <li>
      <section className="stack" aria-labelledby={`step-${name}`}>
        <h2 id={`step-${name}`}>
          {t(`welcome.${name}.title`)}{" "}
          <Tag kind={isDone ? "ok" : undefined}>
            {t(isDone ? "welcome.state.done" : "welcome.state.open")}
          </Tag>
        </h2>
        {children}
      </section>
    </li>
  );
}

function PutAway({ t, locale }: { t: Translator; locale: Locale }) {
  return (
    <PostForm t={t} name="end" action={localePath(locale, PLACES.welcome)} className="stack">
      <p className="dim small">{t("welcome.end.what")}</p>
      <p>
        <Button>{t("welcome.end.button")}</Button>
      </p>
    </PostForm>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  watch: spec({
    schema: SetWatch,
    command: setWatch,
    limit: "watch",
    done: () => `${PLACES.welcome}?done=watched`,
  }),
  end: spec({
    schema: z.object({}),
    command: dismissFirstSteps,
    limit: "account",
    done: () => `${PLACES.welcome}?done=ended`,
  }),
});

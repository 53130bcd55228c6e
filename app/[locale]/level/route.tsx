import { z } from "zod";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import type { FormState } from "@/lib/core/form-state";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findLinkedLevel, setLevelByLink } from "@/lib/watching";
import { LevelQuery, SetLevelByLink } from "@/lib/watching/forms/model";
import { thingName } from "@/lib/watching/model";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";
import { NoticeLinkForm, noticeLinkPage } from "../notice-link";

const NoParams = z.object({});

/** The level of the one thing that a mail's link names, and buttons to change it. */
const view = {
  query: LevelQuery,
  isStored: false,
  async render({ token }, { locale, t, form }) {
    const linked = token ? await findLinkedLevel(token) : null;
    if (!token || !linked) return noticeLinkPage({ t, locale }, null);
    return noticeLinkPage(
      { t, locale },
      {
        title: t("watching.link.title"),
        sub: t("watching.link.sub"),
        done: form.shown ? t("watching.link.done") : null,
        body: <LevelButtons {...{ t, locale, linked, token, form }} />,
      },
    );
  },
} satisfies DocumentView<typeof NoParams, typeof LevelQuery>;

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  token: string;
  linked: NonNullable<Awaited<ReturnType<typeof findLinkedLevel>>>;
}

/** The thing, if everybody may know of it, and a button for each level that it can have. */
function LevelButtons({ t, locale, form, token, linked }: Props) {
  const { thing, level, levels } = linked;
  return (
    <>
      <h2>{thing ? thingName(thing, t, locale) : t("watching.link.hidden")}</h2>
      <p>
        {level === null
          ? t("watching.link.none")
          : t.rich("watching.link.is", {
              level: t(`watching.level.${level}`),
              b: (chunks) => <b>{chunks}</b>,
            })}
      </p>
      <NoticeLinkForm {...{ t, locale, token, form }} place="level" name="level">
        <ul className="list">
          {levels.map((one) => (
            <li key={one} className="stack g1">
              <Button name="level" value={one} aria-pressed={one === level}>
                {t(`watching.level.${one}`)}
              </Button>
              <span className="small dim">{t(`watching.levelWhat.${one}`)}</span>
            </li>
          ))}
        </ul>
      </NoticeLinkForm>
    </>
  );
}

export const GET = document(view);

export const POST = form(view, {
  level: spec({
    schema: SetLevelByLink,
    command: setLevelByLink,
    limit: "unsubscribe",
    done: () => PLACES.level,
    shows: () => ({}),
  }),
});

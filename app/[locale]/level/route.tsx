import { z } from "zod";
import { fieldsOf, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findLinkedLevel, setLevelByLink } from "@/lib/watching";
import { LevelQuery, SetLevelByLink } from "@/lib/watching/forms/model";
import { thingName } from "@/lib/watching/model";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";

const NoParams = z.object({});

/**
 * The level of the one thing that a mail's link names, and buttons to change it, signed in or not. Opening it changes
 * nothing, because mail scanners follow links.
 */
const view = {
  query: LevelQuery,
  isStored: false,
  async render({ token }, { locale, t, form: sent }) {
    const linked = token ? await findLinkedLevel(token) : null;
    const page = { robots: "noindex", alternates: false } as const;
    if (!token || !linked) {
      const title = t("watching.unsubscribe.deadTitle");
      return {
        ...page,
        title,
        status: 410,
        crumbs: [{ label: title }],
        body: (
          <>
            <PageHead title={title} sub={t("watching.unsubscribe.dead")} />
            <p className="wrap body">
              <a href={localePath(locale, PLACES.mailSettings)}>{t("watching.unsubscribe.settings")}</a>
            </p>
          </>
        ),
      };
    }
    const title = t("watching.link.title");
    return {
      ...page,
      title,
      crumbs: [{ label: title }],
      body: (
        <>
          <PageHead title={title} sub={t("watching.link.sub")} />
          <LevelButtons {...{ t, locale, linked, token }} form={sent} />
        </>
      ),
    };
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
function LevelButtons({ t, locale, form: sent, token, linked }: Props) {
  const { thing, level, levels } = linked;
  return (
    <div className="wrap body stack narrow">
      {sent.shown ? (
        <Note kind="ok" icon="check" role="status">
          {t("watching.link.done")}
        </Note>
      ) : null}
      <h2>{thing ? thingName(thing, t, locale) : t("watching.link.hidden")}</h2>
      <p>
        {level === null
          ? t("watching.link.none")
          : t.rich("watching.link.is", {
              level: t(`watching.level.${level}`),
              b: (chunks) => <b>{chunks}</b>,
            })}
      </p>
      <PostForm
        t={t}
        name="level"
        action={localePath(locale, `${PLACES.level}?token=${encodeURIComponent(token)}`)}
        fields={fieldsOf(t, sent, "level")}
        className="stack"
      >
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
      </PostForm>
      <p>
        {t("watching.unsubscribe.signedIn")}{" "}
        <a href={localePath(locale, PLACES.mailSettings)}>{t("watching.unsubscribe.settings")}</a>
      </p>
    </div>
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

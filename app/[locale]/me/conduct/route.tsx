import { z } from "zod";
import { lineText, reasonText } from "@/components/moderation-log";
import { Outcome } from "@/components/outcome";
import { PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead, Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { confirmWarning, findOwnConduct } from "@/lib/conduct";
import { CONDUCT_PATH, OfWarning } from "@/lib/conduct/model";
import { ownCasePath } from "@/lib/flags/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { listOwnActions } from "@/lib/public-log";
import type { OwnAction } from "@/lib/public-log/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { placeAfter } from "@/lib/web/next-place";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";

const Next = z.string().max(2048).default("/me");

type Own = Awaited<ReturnType<typeof findOwnConduct>>;

/**
 * The member's own warnings and suspensions. A warning is to be confirmed: until then the member can neither write nor read
 * what is for members, and pages that need it lead here and back.
 */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const { warnings, suspensions } = await findOwnConduct(actor, new Date());
    const actions = await listOwnActions(actor);
    const title = t("conduct.own.title");
    const sent = typeof form.values.next === "string" ? form.values.next : null;
    const next = sent ?? search.get("next") ?? "/me";
    const place = placeAfter(next);
    const unread = warnings.filter(({ readAt }) => readAt === null);
    const isDone = search.get("done") === "confirmed" && form.name === null && unread.length === 0;
    return {
      title,
      crumbs: [{ href: "/me", label: t("me.title") }, { label: title }],
      body: (
        <>
          {isDone ? <Outcome>{t("conduct.own.confirmed")}</Outcome> : null}
          <PageHead title={title} sub={t("conduct.own.sub")} />
          <div className="wrap body flush stack g6 narrow">
            {isDone ? (
              <p>
                <ButtonLink kind="pri" href={localePath(place.locale ?? locale, place.to)}>
                  {t("conduct.own.goOn")}
                </ButtonLink>
              </p>
            ) : null}
            {unread.map((one) => (
              <Unread key={one.id} t={t} locale={locale} one={one} next={next} />
            ))}
            <Past t={t} locale={locale} warnings={warnings} suspensions={suspensions} />
            {warnings.length + suspensions.length === 0 ? <Empty>{t("conduct.own.none")}</Empty> : null}
            <Actions t={t} locale={locale} actions={actions} />
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

interface Props {
  t: Translator;
  locale: Locale;
}

function Unread({ t, locale, one, next }: Props & { one: Own["warnings"][number]; next: string }) {
  return (
    <Section id={`warning-${one.id}`} title={t("conduct.own.unread")}>
      <p>{t("conduct.own.unreadWhat")}</p>
      <blockquote className="as-typed" dir="auto">
        {one.reason}
      </blockquote>
      <p className="meta">
        <Time at={one.createdAt} locale={locale} />
      </p>
      <PostForm
        t={t}
        name="confirm"
        action={localePath(locale, CONDUCT_PATH)}
        hidden={{ warningId: one.id, next }}
      >
        <p>
          <Button kind="pri">{t("conduct.own.confirm")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

function Past({ t, locale, warnings, suspensions }: Props & Own) {
  return (
    <>
      {warnings.map((one) =>
        one.readAt ? (
          <Note key={one.id} title={t("conduct.own.warning")}>
            <p className="as-typed" dir="auto">
              {one.reason}
            </p>
            <p className="meta">
              <Time at={one.createdAt} locale={locale} />
              <span>
                {t("conduct.own.read")} <Time at={one.readAt} locale={locale} />
              </span>
            </p>
          </Note>
        ) : null,
      )}
      {suspensions.map((one) => (
        <Note key={one.id} title={t("conduct.own.suspension")}>
          <p className="as-typed" dir="auto">
            {one.reason}
          </p>
          <p className="meta">
            <Time at={one.startedAt} locale={locale} />
            {one.ended ? <span>{t(`conduct.own.ended.${one.ended}`)}</span> : null}
            {one.endedAt ? <Time at={one.endedAt} locale={locale} /> : null}
          </p>
          {one.appeal ? (
            <p>
              {t(`flags.own.appeal.${one.appeal.outcome ?? "waits"}`)} <bdi>{one.appeal.reason}</bdi>
            </p>
          ) : null}
        </Note>
      ))}
    </>
  );
}

/** What was done to what the member wrote. */
function Actions({ t, locale, actions }: Props & { actions: readonly OwnAction[] }) {
  if (actions.length === 0) return null;
  return (
    <Section id="actions" title={t("flags.log.ownTitle")}>
      <p className="small">
        {t("flags.log.ownWhat")} <a href={localePath(locale, PLACES.log)}>{t("flags.log.title")}</a>
      </p>
      <ul className="list">
        {actions.map((one) => (
          <li key={one.id}>
            {lineText(t, one)}
            <p className="meta">
              <Time at={one.at} locale={locale} />
              {one.reason ? <span>{reasonText(t, one)}</span> : null}
              {one.caseId ? (
                <a href={localePath(locale, ownCasePath(one.caseId))}>{t("flags.log.ownCase")}</a>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  confirm: spec({
    schema: OfWarning.extend({ next: Next }),
    command: confirmWarning,
    limit: "account",
    done: (_result, { input }) => `${CONDUCT_PATH}?done=confirmed&next=${encodeURIComponent(input.next)}`,
  }),
});

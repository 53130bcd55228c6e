import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { findBounces, tryAddressAgain } from "@/lib/bounces";
import { TryAddressAgain } from "@/lib/bounces/model";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { listMutedCategories, muteCategory } from "@/lib/discussions";
import { MuteCategory, MuteMember } from "@/lib/discussions/reading/model";
import { env } from "@/lib/env";
import { LOCALE_NAMES, localePath } from "@/lib/i18n/locales";
import { offeredLocales } from "@/lib/i18n/site-words";
import type { Translator } from "@/lib/i18n/translator";
import { changeLanguage, findFirstSteps, findOwnProfile } from "@/lib/members";
import { ChangeLanguage } from "@/lib/members/model";
import { ChangeNoticeSettings } from "@/lib/notices/forms/model";
import { listReports } from "@/lib/notices/model";
import { allowPush, listBrowsers, removePush } from "@/lib/push";
import { AllowPush, RemovePush } from "@/lib/push/model";
import { changeNoticeSettings, listMutedMembers, muteMember, readOwnSettings } from "@/lib/watching";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ME_PLACES, MeFrame, meCrumbs } from "../me-frame";
import { BouncesPart } from "./bounces-part";
import { MailsPart } from "./mails-part";
import { MutedPart } from "./muted-part";
import { PUSH_SCRIPT, PushPart } from "./push-part";

/** The mails that are always sent: someone who could switch off a warning could also hide an attack. */
const ALWAYS = ["address", "password", "device", "factor", "token", "role", "application", "export"] as const;

/** Also while a second factor is missing: the mails are sent anyway. */
const reportsFor = (actor: Actor) =>
  listReports().filter(({ readers }) =>
    [...actor.roles, ...actor.dormantRoles].some((role) => readers.includes(role)),
  );

/** What a member muted: nothing before they have accepted the charter. */
const listMuted = (actor: Actor) =>
  can(actor, "watch.keep", { memberId: actor.id })
    ? ([listMutedCategories(actor), listMutedMembers(actor)] as const)
    : ([[], []] as const);

/** The language of pages and mails, which mails there are, and when optional ones are sent. */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const [own, settings, steps, bounces, browsers, categories, members] = await Promise.all([
      findOwnProfile(actor),
      readOwnSettings(actor),
      findFirstSteps(actor),
      findBounces(actor),
      listBrowsers(actor),
      ...listMuted(actor),
    ]);
    const title = t("me.notifications.title");
    const fields = fieldsOf(t, form, "language");
    return {
      title,
      crumbs: meCrumbs(t, title),
      refreshScripts: env().WEB_PUSH === "off" ? [] : [PUSH_SCRIPT],
      body: (
        <>
          <DoneNote t={t} done={search.get("done")} />
          <MeFrame isNew={steps.isOffered} t={t} locale={locale} place="notifications" title={title}>
            {bounces ? <BouncesPart {...{ t, locale, form }} state={bounces} /> : null}
            <MailsPart {...{ t, locale, settings, form }} reports={reportsFor(actor)} />
            {env().WEB_PUSH === "off" ? null : <PushPart {...{ t, locale, browsers, form }} />}
            <MutedPart {...{ t, locale, categories, members }} />
            <Section id="language-title" title={t("me.notifications.language")}>
              <PostForm
                t={t}
                name="language"
                action={localePath(locale, ME_PLACES.notifications)}
                fields={fields}
                labels={{ language: t("me.notifications.languageLabel") }}
              >
                <SelectField
                  name="language"
                  label={t("me.notifications.languageLabel")}
                  hint={t("me.notifications.languageHint")}
                  options={offeredLocales().map((one) => ({ value: one, label: LOCALE_NAMES[one] }))}
                  defaultValue={fields.value("language", own.locale)}
                  errors={fields.errors("language")}
                />
                <p>
                  <Button kind="pri">{t("me.notifications.save")}</Button>
                </p>
              </PostForm>
            </Section>
            <Section id="always-title" className="stack narrow" title={t("me.notifications.always")}>
              <p>{t("me.notifications.alwaysWhy")}</p>
              <ul>
                {ALWAYS.map((kind) => (
                  <li key={kind}>{t(`me.notifications.mail.${kind}`)}</li>
                ))}
              </ul>
              <p className="dim">{t("me.notifications.nothingElse")}</p>
            </Section>
          </MeFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

function DoneNote({ t, done }: { t: Translator; done: string | null }) {
  switch (done) {
    case "saved":
      return <Outcome>{t("me.notifications.saved")}</Outcome>;
    case "tried":
      return <Outcome>{t("me.bounces.done")}</Outcome>;
    case "allowed":
      return <Outcome>{t("me.push.allowed")}</Outcome>;
    case "unpush":
      return <Outcome>{t("me.push.removed")}</Outcome>;
    case "unmuted":
      return <Outcome>{t("discussions.muted.done")}</Outcome>;
    case "notices":
      return <Outcome>{t("watching.settings.saved")}</Outcome>;
    default:
      return null;
  }
}

export const GET = screen(view);

export const POST = screenForm(view, {
  notices: spec({
    schema: ChangeNoticeSettings,
    command: changeNoticeSettings,
    limit: "account",
    done: () => "/me/notifications?done=notices",
  }),
  "unmute-category": spec({
    schema: MuteCategory,
    command: muteCategory,
    limit: "watch",
    done: () => "/me/notifications?done=unmuted",
  }),
  "unmute-member": spec({
    schema: MuteMember,
    command: muteMember,
    limit: "watch",
    done: () => "/me/notifications?done=unmuted",
  }),
  push: spec({
    schema: AllowPush,
    command: allowPush,
    limit: "account",
    done: () => "/me/notifications?done=allowed",
  }),
  unpush: spec({
    schema: RemovePush,
    command: removePush,
    limit: "account",
    evenReadOnly: true,
    done: () => "/me/notifications?done=unpush",
  }),
  "try-again": spec({
    schema: TryAddressAgain,
    command: tryAddressAgain,
    limit: "account",
    done: () => "/me/notifications?done=tried",
  }),
  language: spec({
    schema: ChangeLanguage,
    command: changeLanguage,
    limit: "account",
    done: (_result, { input }) => ({ to: "/me/notifications?done=saved", locale: input.language }),
  }),
});

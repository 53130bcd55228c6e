import type { z } from "zod";
import { BounceNote } from "@/components/members/bounce-parts";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { Section } from "@/components/ui/heading";
import { findBounces } from "@/lib/bounces";
import { localePath } from "@/lib/i18n/locales";
import { findFirstSteps, findOwnProfile, findTrustStanding, updateProfile } from "@/lib/members";
import { UpdateProfile } from "@/lib/members/model";
import { listOwnContributions } from "@/lib/page-kinds";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ContributionsTable } from "./contributions/contributions-table";
import { ME_PLACES, MeFrame, meCrumbs } from "./me-frame";
import { ProfileForm } from "./profile-form";
import { StandingBox } from "./standing-box";
import { findWaiting } from "./waiting/waiting";
import { WaitingBox } from "./waiting/waiting-box";

const SHOWN = 5;

/** What waits for the member, then the own profile: its fields, their visibility, and the latest contributions. */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const [own, contributions, trust, steps, bounces] = await Promise.all([
      findOwnProfile(actor),
      listOwnContributions(actor, {}),
      findTrustStanding(actor),
      findFirstSteps(actor),
      findBounces(actor),
    ]);
    const waiting = await findWaiting(actor, steps, t, locale);
    return {
      title: t("me.title"),
      crumbs: meCrumbs(t),
      body: (
        <>
          {search.get("done") === "saved" ? <Outcome>{t("me.profile.saved")}</Outcome> : null}
          {bounces ? <BounceNote t={t} locale={locale} state={bounces} /> : null}
          <MeFrame
            isNew={steps.isOffered}
            t={t}
            locale={locale}
            place="profile"
            title={t("me.title")}
            sub={<bdi>{own.displayName}</bdi>}
          >
            {/* The first steps are offered above. */}
            <WaitingBox t={t} locale={locale} waiting={{ ...waiting, isNew: false }} />
            <div className="cols side">
              <ProfileForm t={t} locale={locale} own={own} fields={fieldsOf(t, form, "profile")} />
              <StandingBox t={t} locale={locale} own={own} actor={actor} trust={trust} />
            </div>
            <Section
              id="contributions"
              title={t("me.contributions.title")}
              aside={<a href={localePath(locale, ME_PLACES.contributions)}>{t("me.contributions.all")}</a>}
            >
              <ContributionsTable t={t} locale={locale} rows={contributions.rows.slice(0, SHOWN)} />
            </Section>
          </MeFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

export const GET = screen(view);

export const POST = screenForm(view, {
  profile: spec({
    schema: UpdateProfile,
    command: updateProfile,
    guards: ["biography"],
    limit: "account",
    done: () => "/me?done=saved",
  }),
});

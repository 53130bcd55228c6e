import { z } from "zod";
import { checkFeatured } from "@/app/[locale]/featured";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { Tabs } from "@/components/ui/tabs";
import type { FormState } from "@/lib/core/form-state";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import {
  changeAccess,
  changeFeatured,
  changeIdentity,
  changeLook,
  changeMenu,
  changeNotices,
  findPart,
} from "@/lib/site-settings";
import {
  ChangeAccess,
  ChangeFeatured,
  ChangeIdentity,
  ChangeLook,
  ChangeMenu,
  ChangeNotices,
} from "@/lib/site-settings/forms/model";
import { PART_NAMES, type SitePart } from "@/lib/site-settings/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { AccessPart } from "./access-part";
import { FeaturedPart } from "./featured-part";
import { IdentityPart } from "./identity-part";
import { LookPart } from "./look-part";
import { MenuPart } from "./menu-part";
import { NoticesPart } from "./notices-part";
import { partHref, partSaved } from "./parts";

const NoParams = z.object({});
const Query = z.object({ part: z.enum(PART_NAMES).default("identity").catch("identity") });

/** The settings of the site, one part at a time. */
const view = {
  allows: isAdministrator,
  query: Query,
  async render({ part }, { locale, t, form, search }) {
    const title = t("settings.title");
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <>
          {search.get("done") === "saved" && form.name === null ? (
            <Outcome>{t("settings.saved")}</Outcome>
          ) : null}
          <AdminFrame t={t} locale={locale} place="settings" title={title} sub={t("settings.sub")}>
            <Tabs
              label={t("settings.parts")}
              tabs={PART_NAMES.map((one) => ({
                href: partHref(locale, one),
                label: t(`settings.part.${one}`),
                isCurrent: one === part,
              }))}
            />
            {await drawPart(part, { t, locale, form })}
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof NoParams, typeof Query>;

interface Shared {
  t: Translator;
  locale: Locale;
  form: FormState;
}

/** Draws one part with what is stored of it. */
async function drawPart(part: SitePart, { t, locale, form }: Shared) {
  const shared = { t, locale, fields: fieldsOf(t, form, part) };
  switch (part) {
    case "identity":
      return <IdentityPart {...shared} stored={await findPart(part)} />;
    case "access":
      return <AccessPart {...shared} stored={await findPart(part)} fixed={env().REGISTRATION ?? null} />;
    case "look":
      return <LookPart {...shared} stored={await findPart(part)} />;
    case "notices":
      return <NoticesPart {...shared} stored={await findPart(part)} />;
    case "menu":
      return <MenuPart {...shared} stored={await findPart(part)} />;
    case "featured":
      return <FeaturedPart {...shared} stored={await findPart(part)} />;
  }
}

export const GET = screen(view);

/** What saving any part has in common. */
const SAVE = { act: "settings.save", limit: "admin" } as const;

export const POST = screenForm(view, {
  identity: spec({
    ...SAVE,
    schema: ChangeIdentity,
    command: changeIdentity,
    done: partSaved("identity"),
  }),
  access: spec({
    ...SAVE,
    schema: ChangeAccess,
    command: changeAccess,
    done: partSaved("access"),
  }),
  look: spec({
    ...SAVE,
    schema: ChangeLook,
    command: changeLook,
    done: partSaved("look"),
  }),
  notices: spec({
    ...SAVE,
    schema: ChangeNotices,
    command: changeNotices,
    done: partSaved("notices"),
  }),
  menu: spec({
    ...SAVE,
    schema: ChangeMenu,
    command: changeMenu,
    done: partSaved("menu"),
  }),
  featured: spec({
    ...SAVE,
    schema: ChangeFeatured,
    prepare: checkFeatured,
    command: changeFeatured,
    done: partSaved("featured"),
  }),
});

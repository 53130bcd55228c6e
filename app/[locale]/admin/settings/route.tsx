import { z } from "zod";
import { checkFeatured } from "@/app/[locale]/featured";
import { isWaiting } from "@/components/files/file-entry";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { env } from "@/lib/env";
import { largestUpload, listOwnFiles } from "@/lib/files";
import { type OwnFile, readUploads } from "@/lib/files/model";
import { isPicture } from "@/lib/files/pictures/model";
import {
  changeAccess,
  changeFeatured,
  changeIdentity,
  changeLogo,
  changeLook,
  changeMenu,
  changeNotices,
  findPart,
  readLogo,
} from "@/lib/site-settings";
import {
  ChangeAccess,
  ChangeFeatured,
  ChangeIdentity,
  ChangeLogo,
  ChangeLook,
  ChangeMenu,
  ChangeNotices,
} from "@/lib/site-settings/forms/model";
import { PART_NAMES, type SitePart } from "@/lib/site-settings/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenTools, ScreenView } from "@/lib/web/view";
import { adminCrumbs, isAdministrator } from "../admin-frame";
import { AccessPart } from "./access-part";
import { FeaturedPart } from "./featured-part";
import { IdentityPart } from "./identity-part";
import { LogoPart } from "./logo-part";
import { LookPart } from "./look-part";
import { MenuPart } from "./menu-part";
import { NoticesPart } from "./notices-part";
import { partSaved } from "./parts";
import { SettingsFrame } from "./settings-frame";

const NoParams = z.object({});
const Query = z.object({ part: z.enum(PART_NAMES).default("identity").catch("identity") });

/** The settings of the site, one part at a time. */
const view = {
  allows: isAdministrator,
  query: Query,
  async render({ part }, tools) {
    const { locale, t, form, search, actor } = tools;
    const title = t("settings.title");
    const pictures = part === "logo" ? (await listOwnFiles(actor)).filter(isPicture) : [];
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      // An uploaded picture can be chosen once it has been checked.
      ...(pictures.some(isWaiting) && form.name === null ? { refresh: 5 } : {}),
      body: (
        <>
          {search.get("done") === "saved" && form.name === null ? (
            <Outcome>{t("settings.saved")}</Outcome>
          ) : null}
          <SettingsFrame t={t} locale={locale} part={part}>
            {await drawPart(part, tools, pictures)}
          </SettingsFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof NoParams, typeof Query>;

/** Draws one part with what is stored of it. */
async function drawPart(part: SitePart, tools: ScreenTools, pictures: readonly OwnFile[]) {
  const { t, locale, form, search } = tools;
  const shared = { t, locale, fields: fieldsOf(t, form, part) };
  switch (part) {
    case "identity":
      return <IdentityPart {...shared} stored={await findPart(part)} />;
    case "access":
      return <AccessPart {...shared} stored={await findPart(part)} fixed={env().REGISTRATION ?? null} />;
    case "look":
      return <LookPart {...shared} stored={await findPart(part)} />;
    case "logo":
      return (
        <LogoPart
          {...shared}
          stored={await findPart(part)}
          pictures={pictures}
          result={readUploads(search)}
          largest={largestUpload()}
        />
      );
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
  logo: spec({
    ...SAVE,
    schema: ChangeLogo,
    prepare: readLogo,
    command: changeLogo,
    done: partSaved("logo"),
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

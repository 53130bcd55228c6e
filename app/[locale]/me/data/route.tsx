import { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import {
  eraseMember,
  findFirstSteps,
  findOwnProfile,
  listOwnExports,
  requestDataExport,
} from "@/lib/members";
import { EraseAccount } from "@/lib/members/model";
import { expireSessionCookies } from "@/lib/web/cookies";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { MeFrame, meCrumbs } from "../me-frame";
import { ErasePart, ExportPart } from "./data-parts";

/** A copy of everything stored about the member, and deleting the account. */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const [own, exports, steps] = await Promise.all([
      findOwnProfile(actor),
      listOwnExports(actor),
      findFirstSteps(actor),
    ]);
    const title = t("me.data.title");
    return {
      title,
      crumbs: meCrumbs(t, title),
      body: (
        <>
          {search.get("done") === "requested" ? <Outcome>{t("me.data.requested")}</Outcome> : null}
          <MeFrame
            isNew={steps.isOffered}
            t={t}
            locale={locale}
            place="data"
            title={title}
            sub={t("me.data.sub")}
          >
            <ExportPart t={t} locale={locale} exports={exports} fields={fieldsOf(t, form, "export")} />
            <ErasePart t={t} locale={locale} handle={own.handle} fields={fieldsOf(t, form, "erase")} />
          </MeFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

export const GET = screen(view);

export const POST = screenForm(view, {
  export: spec({
    act: "me.data.ask",
    schema: z.object({}),
    command: requestDataExport,
    limit: "export",
    done: () => "/me/data?done=requested",
  }),
  erase: spec({
    act: "me.data.eraseButton",
    schema: EraseAccount,
    command: eraseMember,
    limit: "account",
    done: () => ({ to: "/me/data/erased", setCookie: expireSessionCookies() }),
  }),
});

import type { z } from "zod";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { confirmTwoFactor, findPendingSecret } from "@/lib/accounts/two-factor";
import { ConfirmTwoFactor } from "@/lib/accounts/two-factor/model";
import { localePath } from "@/lib/i18n/locales";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ME_PLACES } from "../../me-frame";
import { confirmFirst, FactorAdded, factorCrumbs } from "../factor-page";
import { QrCode } from "./qr-code";

const PATH = "/me/security/two-factor";

/** The setup of an authenticator: its secret as a picture and as text, then its first code, then the recovery codes. */
const view = {
  async render(_input, { locale, t, form, actor }) {
    const title = t("me.twoFactor.setUp");
    const crumbs = factorCrumbs(t, title);
    const codes = form.shown?.recoveryCodes;
    if (Array.isArray(codes)) {
      const isOn = t("me.twoFactor.isOn");
      const added = { t, locale, actor, codes, title: isOn, sub: t("me.twoFactor.isOnWhat") };
      return { title: isOn, crumbs, body: <FactorAdded {...added} /> };
    }
    const first = confirmFirst(actor, locale, PATH);
    if (first) return first;
    const pending = await findPendingSecret(actor.id);
    if (!pending) return { to: localePath(locale, ME_PLACES.security), status: 303 };
    const fields = fieldsOf(t, form, "confirm");
    const body = (
      <>
        <PageHead title={title} sub={t("me.twoFactor.setUpWhat")} />
        <div className="wrap body flush stack g5">
          <ol className="stack narrow">
            <li>
              <p>{t("me.twoFactor.scan")}</p>
              <QrCode text={pending.address} label={t("me.twoFactor.qr")} />
            </li>
            <li>
              <p>{t("me.twoFactor.type")}</p>
              <p dir="ltr">
                <code className="secret">{pending.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
              </p>
            </li>
            <li>
              <p>{t("me.twoFactor.enter")}</p>
              <PostForm
                t={t}
                name="confirm"
                action={localePath(locale, PATH)}
                fields={fields}
                labels={{ code: t("me.twoFactor.code") }}
              >
                <TextField
                  name="code"
                  label={t("me.twoFactor.code")}
                  hint={t("me.twoFactor.codeHint")}
                  errors={fields.errors("code")}
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  maxLength={12}
                  dir="ltr"
                  required
                />
                <p>
                  <Button kind="pri">{t("me.continue")}</Button>
                </p>
              </PostForm>
            </li>
          </ol>
        </div>
      </>
    );
    return { title, crumbs, body };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

export const GET = screen(view);

export const POST = screenForm(view, {
  confirm: spec({
    act: "me.twoFactor.setUp",
    schema: ConfirmTwoFactor,
    command: confirmTwoFactor,
    limit: "second-factor",
    shows: ({ recoveryCodes }) => ({ recoveryCodes }),
    done: () => "/me/security",
  }),
});

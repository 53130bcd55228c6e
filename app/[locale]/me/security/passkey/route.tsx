import type { z } from "zod";
import { PASSKEY_SCRIPT, PasskeyForm } from "@/components/passkey-form";
import { fieldsOf } from "@/components/post-form";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { nameDevice } from "@/lib/accounts";
import { addPasskey, checkMade } from "@/lib/accounts/passkeys";
import { AddPasskey } from "@/lib/accounts/passkeys/model";
import { localePath } from "@/lib/i18n/locales";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import { requestOrigin } from "@/lib/web/request-context";
import { challengeOf } from "@/lib/web/sign-in/passkeys";
import type { ScreenView } from "@/lib/web/view";
import { confirmFirst, FactorAdded, factorCrumbs } from "../factor-page";

const PATH = "/me/security/passkey";

/** Adds a passkey: it gets a name, the browser creates it, and the account's first one brings recovery codes. */
const view = {
  async render(_input, { locale, t, form, actor }) {
    const title = t("me.passkeys.add");
    const crumbs = factorCrumbs(t, title);
    const codes = form.shown?.recoveryCodes;
    if (Array.isArray(codes)) {
      const isOn = t("me.passkeys.isOn");
      const sub = t("me.passkeys.isOnWhat");
      return {
        title: isOn,
        crumbs,
        body: <FactorAdded {...{ t, locale, sub, codes, actor }} title={isOn} />,
      };
    }
    const first = confirmFirst(actor, locale, PATH);
    if (first) return first;
    const fields = fieldsOf(t, form, "passkey");
    const { browser, system } = nameDevice(requestOrigin().device ?? "");
    const body = (
      <>
        <PageHead title={title} sub={t("me.passkeys.addWhat")} />
        <div className="wrap body flush stack slim">
          <PasskeyForm
            t={t}
            ceremony="add"
            action={localePath(locale, PATH)}
            fields={fields}
            label={t("me.passkeys.make")}
            isMain
          >
            <noscript>
              <Note kind="warn">{t("me.passkeys.script")}</Note>
            </noscript>
            <TextField
              name="name"
              label={t("me.passkeys.name")}
              hint={t("me.passkeys.nameHint")}
              errors={fields.errors("name")}
              defaultValue={fields.value("name", system ?? browser)}
              maxLength={60}
              isBig
              required
            />
          </PasskeyForm>
        </div>
      </>
    );
    return { title, crumbs, refreshScripts: [PASSKEY_SCRIPT], body };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

export const GET = screen(view);

export const POST = screenForm(view, {
  passkey: spec({
    act: "me.passkeys.add",
    schema: AddPasskey,
    async prepare({ name, signedCode }, { actor, request }) {
      return { name, made: await checkMade(signedCode, await challengeOf(request, "add", actor)) };
    },
    command: addPasskey,
    limit: "account",
    shows: ({ recoveryCodes }) => ({ recoveryCodes }),
    done: () => "/me/security?done=passkey",
  }),
});

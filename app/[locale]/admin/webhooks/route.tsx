import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { listWebhooks, registerWebhook, type Webhook } from "@/lib/webhooks";
import { RegisterWebhook } from "@/lib/webhooks/model";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { WebhookForm } from "./webhook-form";
import { NewSecret, OffNote, WebhookState } from "./webhook-parts";

/** The endpoints of organisations, and a form for another. */
const view = {
  allows: isAdministrator,
  async render(_input, { locale, t, form, search, actor }) {
    const webhooks = await listWebhooks(actor);
    const title = t("admin.nav.webhooks");
    const secret = form.shown?.secret;
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <>
          {search.get("done") === "removed" && form.name === null ? (
            <Outcome>{t("admin.webhooks.done.removed")}</Outcome>
          ) : null}
          <AdminFrame t={t} locale={locale} place="webhooks" title={title} sub={t("admin.webhooks.sub")}>
            <OffNote t={t} />
            {typeof secret === "string" ? <NewSecret t={t} secret={secret} /> : null}
            <Section id="list" title={t("admin.webhooks.list", { count: webhooks.length })}>
              <p className="narrow">
                {t.rich("admin.webhooks.what", {
                  link: (words) => <a href={localePath(locale, "/help/api#webhooks")}>{words}</a>,
                })}
              </p>
              {webhooks.length === 0 ? (
                <Empty>{t("admin.webhooks.none")}</Empty>
              ) : (
                <WebhooksTable t={t} locale={locale} webhooks={webhooks} />
              )}
            </Section>
            <Section id="new" title={t("admin.webhooks.new")}>
              <WebhookForm
                t={t}
                locale={locale}
                name="register"
                action={localePath(locale, ADMIN_PLACES.webhooks)}
                fields={fieldsOf(t, form, "register")}
                kept={null}
              />
            </Section>
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

function WebhooksTable(props: { t: Translator; locale: Locale; webhooks: readonly Webhook[] }) {
  const { t, locale, webhooks } = props;
  const columns = [t("admin.webhooks.name"), t("admin.webhooks.kinds"), t("admin.webhooks.state")];
  return (
    <CardTable caption={<span className="vh">{t("admin.nav.webhooks")}</span>}>
      <TableHead columns={columns} />
      <tbody>
        {webhooks.map((webhook) => (
          <tr key={webhook.id}>
            <th scope="row">
              <a className="details" href={localePath(locale, `${ADMIN_PLACES.webhooks}/${webhook.id}`)}>
                <bdi>{webhook.name}</bdi>
              </a>
              <bdi className="tiny dim details" dir="ltr">
                {new URL(webhook.url).host}
              </bdi>
            </th>
            <td data-l={t("admin.webhooks.kinds")}>
              <ul className="plain">
                {webhook.kinds.map((kind) => (
                  <li key={kind}>{message(t, `admin.webhooks.kind.${kind}`)}</li>
                ))}
              </ul>
            </td>
            <td data-l={t("admin.webhooks.state")}>
              <WebhookState t={t} locale={locale} webhook={webhook} />
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  register: spec({
    act: "admin.webhooks.registerAct",
    schema: RegisterWebhook,
    limit: "admin",
    command: registerWebhook,
    shows: ({ secret }) => ({ secret }),
    done: () => ADMIN_PLACES.webhooks,
  }),
});

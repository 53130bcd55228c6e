import { fieldsOf, formOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import type { PasskeyLine } from "@/lib/accounts/passkeys";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  passkeys: readonly PasskeyLine[];
  form: FormState;
}

/** The passkeys of the account: name, last use, and the form to remove each. */
export function PasskeysPart({ t, locale, passkeys, form }: Props) {
  return (
    <Section id="passkeys" title={t("me.passkeys.title")}>
      <p>{t("me.passkeys.what")}</p>
      {passkeys.length === 0 ? null : <List {...{ t, locale, passkeys, form }} />}
      <p className="row">
        <ButtonLink href={localePath(locale, "/me/security/passkey")} icon="lock">
          {t("me.passkeys.add")}
        </ButtonLink>
      </p>
    </Section>
  );
}

function List({ t, locale, passkeys, form }: Props) {
  return (
    <CardTable caption={t("me.passkeys.list")}>
      <TableHead
        columns={[
          t("me.passkeys.name"),
          t("me.passkeys.added"),
          t("me.passkeys.used"),
          { label: t("me.passkeys.change"), isUnseen: true },
        ]}
      />
      <tbody>
        {passkeys.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <bdi id={`passkey-${one.id}`}>{one.name}</bdi>
              {one.isSynced ? (
                <>
                  <br />
                  <span className="tiny dim">{t("me.passkeys.synced")}</span>
                </>
              ) : null}
            </th>
            <td data-l={t("me.passkeys.added")}>
              <Time at={one.createdAt} locale={locale} />
            </td>
            <td data-l={t("me.passkeys.used")}>
              {one.lastUsedAt ? <Time at={one.lastUsedAt} locale={locale} /> : t("me.passkeys.never")}
            </td>
            <td>
              <Changes {...{ t, locale, one, form }} />
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

/** The actions for a passkey: rename or remove it. */
function Changes({ t, locale, one, form }: Omit<Props, "passkeys"> & { one: PasskeyLine }) {
  const action = localePath(locale, "/me/security");
  const own = formOf(form, "passkeyId", one.id);
  const renaming = fieldsOf(t, own, "rename-passkey");
  const label = t("me.passkeys.name");
  const id = `name-${one.id}`;
  return (
    <div className="stack g2">
      <PostForm
        t={t}
        name="remove-passkey"
        action={action}
        fields={fieldsOf(t, own, "remove-passkey")}
        hidden={{ passkeyId: one.id }}
        className="row"
      >
        <Button size="sm" kind="bad" aria-describedby={`passkey-${one.id}`}>
          {t("me.passkeys.remove")}
        </Button>
      </PostForm>
      <details open={own.name === "rename-passkey"}>
        <summary aria-describedby={`passkey-${one.id}`}>{t("me.passkeys.rename")}</summary>
        <PostForm
          t={t}
          name="rename-passkey"
          action={action}
          fields={renaming}
          labels={{ name: label }}
          ids={{ name: id }}
          hidden={{ passkeyId: one.id }}
          className="stack g2"
        >
          <TextField
            id={id}
            name="name"
            label={label}
            errors={renaming.errors("name")}
            defaultValue={renaming.value("name", one.name)}
            maxLength={60}
            required
          />
          <Button size="sm">{t("me.passkeys.saveName")}</Button>
        </PostForm>
      </details>
    </div>
  );
}

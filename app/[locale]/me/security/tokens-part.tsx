import { type FormFields, PostForm } from "@/components/post-form";
import { privateFeedPath } from "@/components/private-feed";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Checkbox, FieldError, SelectField, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { CardTable, TableHead } from "@/components/ui/table";
import type { ApiTokenRow } from "@/lib/accounts/api-tokens";
import { TOKEN_DAYS } from "@/lib/accounts/api-tokens/model";
import { API_SCOPES } from "@/lib/core/scopes";
import { env } from "@/lib/env";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  tokens: readonly ApiTokenRow[];
  fields: FormFields;
}

/** The text of a new token, shown only now. */
export function NewToken({ t, token }: { t: Translator; token: string }) {
  return (
    <Shown title={t("me.tokens.made")} note={t("me.tokens.madeKeep")}>
      {token}
    </Shown>
  );
}

/** The address of a new private feed, shown only now: its token is part of it. */
export function NewFeed({ t, token }: { t: Translator; token: string }) {
  return (
    <Shown title={t("me.tokens.feedMade")} note={t("me.tokens.feedKeep")}>
      {env().APP_URL + privateFeedPath(token)}
    </Shown>
  );
}

function Shown({ title, note, children }: { title: string; note: string; children: string }) {
  return (
    <section className="stack" aria-labelledby="new-token">
      <h2 id="new-token" tabIndex={-1} data-focus="">
        {title}
      </h2>
      <Note kind="warn" icon="alert" role="status">
        {note}
      </Note>
      <p dir="ltr">
        <code className="secret">{children}</code>
      </p>
    </section>
  );
}

/** Personal tokens for the API: the existing ones, and a form for another. */
export function TokensPart({ t, locale, tokens, fields }: Props) {
  const action = localePath(locale, "/me/security");
  const labels = { purpose: t("me.tokens.name"), scopes: t("me.tokens.scopes"), days: t("me.tokens.days") };
  return (
    <Section id="tokens" title={t("me.tokens.title")}>
      <p>{t("me.tokens.what")}</p>
      {tokens.length > 0 ? <TokensTable t={t} locale={locale} tokens={tokens} action={action} /> : null}
      <PostForm
        t={t}
        name="token"
        action={action}
        fields={fields}
        labels={labels}
        ids={{ scopes: `scope-${API_SCOPES[0]}` }}
      >
        <TextField
          name="purpose"
          label={labels.purpose}
          hint={t("me.tokens.nameHint")}
          defaultValue={fields.value("purpose")}
          errors={fields.errors("purpose")}
          maxLength={60}
          autoComplete="off"
          required
        />
        <ScopesField t={t} label={labels.scopes} fields={fields} />
        <SelectField
          name="days"
          label={labels.days}
          options={TOKEN_DAYS.map((days) => ({
            value: String(days),
            label: t("me.tokens.daysOf", { days }),
          }))}
          defaultValue={fields.value("days", String(TOKEN_DAYS[1]))}
          errors={fields.errors("days")}
        />
        <p>
          <Button>{t("me.tokens.create")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

/** What the token can do: a box for each scope, and once for all what it can do without any. */
function ScopesField({ t, label, fields }: { t: Translator; label: string; fields: FormFields }) {
  const errors = fields.errors("scopes");
  return (
    <fieldset
      className={errors ? "f err" : "f"}
      aria-describedby={errors ? "scopes-hint scopes-error" : "scopes-hint"}
    >
      <legend>{label}</legend>
      <span className="hint" id="scopes-hint">
        {t("me.tokens.scopesHint")}
      </span>
      <FieldError id="scopes" errors={errors} />
      {API_SCOPES.map((scope) => (
        <Checkbox
          key={scope}
          id={`scope-${scope}`}
          name="scopes[]"
          value={scope}
          label={message(t, `me.tokens.scope.${scope}`)}
          defaultChecked={fields.values("scopes").includes(scope)}
        />
      ))}
    </fieldset>
  );
}

function TokensTable(props: Omit<Props, "fields"> & { action: string }) {
  const { t, locale, tokens, action } = props;
  return (
    <CardTable caption={<span className="vh">{t("me.tokens.title")}</span>}>
      <TableHead
        columns={[
          t("me.tokens.name"),
          t("me.tokens.scopes"),
          t("me.tokens.expires"),
          t("me.tokens.used"),
          { label: t("me.tokens.revoke"), isUnseen: true },
        ]}
      />
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id}>
            <th scope="row">
              <bdi>{token.name}</bdi>
              <br />
              <code className="tiny dim" dir="ltr">{`oct_…${token.hint}`}</code>
            </th>
            <td data-l={t("me.tokens.scopes")}>
              {token.scopes.length === 0
                ? t("me.tokens.readOnly")
                : listText(
                    token.scopes.map((scope) => message(t, `me.tokens.scope.${scope}`)),
                    locale,
                  )}
            </td>
            <td data-l={t("me.tokens.expires")}>
              <Time at={token.expiresAt} locale={locale} isDayOnly />
            </td>
            <td data-l={t("me.tokens.used")}>
              {token.lastUsedAt ? <Time at={token.lastUsedAt} locale={locale} /> : t("me.tokens.never")}
            </td>
            <td>
              <PostForm t={t} name="revoke" action={action} className="row" hidden={{ apiTokenId: token.id }}>
                <Button kind="bad" size="sm">
                  {t("me.tokens.revoke")}
                  <span className="vh"> {token.name}</span>
                </Button>
              </PostForm>
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

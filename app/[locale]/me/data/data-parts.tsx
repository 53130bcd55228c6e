import { sizeText } from "@/components/files/file-words";
import { type FormFields, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Icon } from "@/components/ui/icon";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { OwnExport } from "@/lib/members";

interface Props {
  t: Translator;
  locale: Locale;
  fields: FormFields;
}

const STAYS = ["contributions", "log", "others"] as const;
const GOES = ["identity", "profile", "access", "drafts", "files"] as const;

/** The export: the button to request it, and the existing ones. */
export function ExportPart({ t, locale, exports, fields }: Props & { exports: readonly OwnExport[] }) {
  const isWaiting = exports.some((one) => one.state === "requested");
  return (
    <Section id="export" title={t("me.data.export")}>
      <p className="narrow">{t("me.data.exportWhat")}</p>
      {exports.length > 0 ? (
        <CardTable caption={<span className="vh">{t("me.data.export")}</span>}>
          <TableHead
            columns={[
              t("me.data.asked"),
              t("me.data.state"),
              { label: t("me.data.size"), className: "r" },
              t("me.data.until"),
            ]}
          />
          <tbody>
            {exports.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Time at={one.requestedAt} locale={locale} />
                </th>
                <td data-l={t("me.data.state")}>
                  {one.state === "ready" ? (
                    <a href={localePath(locale, `/me/data/${one.id}`)} download>
                      <Icon name="download" /> {t("me.data.download")}
                    </a>
                  ) : (
                    <Tag kind="warn">{t("me.data.making")}</Tag>
                  )}
                </td>
                <td data-l={t("me.data.size")} className="r">
                  {one.size === null ? "–" : sizeText(locale, one.size)}
                </td>
                <td data-l={t("me.data.until")}>
                  {one.expiresAt ? <Time at={one.expiresAt} locale={locale} /> : "–"}
                </td>
              </tr>
            ))}
          </tbody>
        </CardTable>
      ) : null}
      <PostForm t={t} name="export" action={localePath(locale, "/me/data")} fields={fields} className="stack">
        {isWaiting ? (
          <p className="dim">{t("me.data.wait")}</p>
        ) : (
          <Button icon="download">{t("me.data.ask")}</Button>
        )}
      </PostForm>
    </Section>
  );
}

/** Deleting the account: what is erased, what remains, and the field for typing the handle. */
export function ErasePart({ t, locale, handle, fields }: Props & { handle: string }) {
  const labels = { typedHandle: t("me.data.typeHandle") };
  return (
    <Section id="erase" title={t("me.data.erase")}>
      <p className="narrow">{t("me.data.eraseWhat")}</p>
      <div className="two narrow">
        <div>
          <h3>{t("me.data.goes")}</h3>
          <ul>
            {GOES.map((what) => (
              <li key={what}>{t(`me.data.gone.${what}`)}</li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{t("me.data.stays")}</h3>
          <ul>
            {STAYS.map((what) => (
              <li key={what}>{t(`me.data.stay.${what}`)}</li>
            ))}
          </ul>
        </div>
      </div>
      <PostForm t={t} name="erase" action={localePath(locale, "/me/data")} fields={fields} labels={labels}>
        <TextField
          name="typedHandle"
          label={labels.typedHandle}
          hint={t.rich("me.data.typeHandleHint", {
            handle: () => (
              <bdi>
                <b>{handle}</b>
              </bdi>
            ),
          })}
          defaultValue={fields.value("typedHandle")}
          errors={fields.errors("typedHandle")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          maxLength={100}
          required
        />
        <p>
          <Button kind="bad">{t("me.data.eraseButton")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

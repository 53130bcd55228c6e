import { Bait } from "@/components/bait";
import { type FormFields, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { Checkbox, SelectField, TextArea, TextField } from "@/components/ui/field";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { GROUNDS, MOST_ADDRESS, MOST_REPORT_WORDS, REPORT_PATH } from "@/lib/public-reports/model";

interface Props {
  t: Translator;
  locale: Locale;
}

interface FormProps extends Props {
  fields: FormFields;
  /** The address that the link to the form names. */
  asked: string;
  stamp: string;
}

const labelsOf = (t: Translator) => ({
  address: t("flags.public.address"),
  ground: t("flags.public.ground"),
  words: t("flags.public.words"),
  name: t("flags.public.name"),
  email: t("flags.public.email"),
  faith: t("flags.public.faith"),
});

/** The form in which anybody reports content that breaks the law or the charter. */
export function ReportForm(props: FormProps) {
  const { t, locale, fields, stamp } = props;
  const labels = labelsOf(t);
  return (
    <PostForm
      t={t}
      name="report"
      action={localePath(locale, REPORT_PATH)}
      fields={fields}
      labels={labels}
      hidden={{ stamp }}
    >
      <WhatFields {...props} labels={labels} />
      <WhoFields {...props} labels={labels} />
      <Checkbox
        name="faith"
        value="yes"
        label={labels.faith}
        defaultChecked={fields.checked("faith")}
        errors={fields.errors("faith")}
      />
      <Bait t={t} />
      <p className="small dim">
        {t("flags.public.privacy")}{" "}
        <a href={localePath(locale, PLACES.privacy)}>{t("flags.public.privacyLink")}</a>
      </p>
      <p>
        <Button kind="pri" size="big">
          {t("flags.public.send")}
        </Button>
      </p>
    </PostForm>
  );
}

type FieldProps = FormProps & { labels: ReturnType<typeof labelsOf> };

function WhatFields({ t, fields, asked, labels }: FieldProps) {
  return (
    <>
      <TextField
        name="address"
        label={labels.address}
        hint={t("flags.public.addressHint")}
        defaultValue={fields.value("address", asked)}
        errors={fields.errors("address")}
        maxLength={MOST_ADDRESS}
        dir="ltr"
        autoComplete="off"
        required
      />
      <SelectField
        name="ground"
        label={labels.ground}
        empty={t("flags.form.choose")}
        options={GROUNDS.map((ground) => ({ value: ground, label: t(`flags.ground.${ground}`) }))}
        defaultValue={fields.value("ground")}
        errors={fields.errors("ground")}
        required
      />
      <TextArea
        name="words"
        label={labels.words}
        hint={t("flags.public.wordsHint")}
        defaultValue={fields.value("words")}
        errors={fields.errors("words")}
        rows={8}
        maxLength={MOST_REPORT_WORDS}
        dir="auto"
        required
      />
    </>
  );
}

function WhoFields({ t, fields, labels }: FieldProps) {
  return (
    <>
      <TextField
        name="name"
        label={labels.name}
        hint={t("flags.public.nameHint")}
        defaultValue={fields.value("name")}
        errors={fields.errors("name")}
        maxLength={200}
        autoComplete="name"
        dir="auto"
      />
      <TextField
        name="email"
        type="email"
        label={labels.email}
        hint={t("flags.public.emailHint")}
        defaultValue={fields.value("email")}
        errors={fields.errors("email")}
        maxLength={254}
        autoComplete="email"
        dir="ltr"
      />
    </>
  );
}

/** Where else a report is better made, and what never to send. */
export function OtherWays({ t, locale }: Props) {
  return (
    <Box id="elsewhere" title={t("flags.public.elsewhere")}>
      <div className="in-b stack g3">
        <div>
          <h3>{t("flags.public.children")}</h3>
          <p>
            {t.rich("flags.public.childrenText", {
              link: (words) => <a href="https://www.inhope.org/">{words}</a>,
            })}
          </p>
        </div>
        <div>
          <h3>{t("contact.wrong")}</h3>
          <p>{t("contact.wrongText")}</p>
        </div>
        <div>
          <h3>{t("contact.danger")}</h3>
          <p>
            {t.rich("contact.dangerText", {
              link: (words) => <a href="/.well-known/security.txt">{words}</a>,
            })}
          </p>
        </div>
        <div>
          <h3>{t("flags.public.membersTitle")}</h3>
          <p>{t("flags.public.members")}</p>
          <p>
            <a href={localePath(locale, PLACES.charter)}>{t("shell.footer.charter")}</a>
          </p>
        </div>
      </div>
    </Box>
  );
}

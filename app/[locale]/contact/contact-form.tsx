import type { ReactNode } from "react";
import { Bait } from "@/components/bait";
import { type FormFields, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { SelectField, TextArea, TextField } from "@/components/ui/field";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { MAX_PAGE, MAX_SUBJECT, MAX_TEXT, TOPICS } from "@/lib/mailbox/model";

interface Props {
  t: Translator;
  locale: Locale;
}

interface Labels {
  name: string;
  email: string;
  topic: string;
  subject: string;
  page: string;
  text: string;
}

const labelsOf = (t: Translator): Labels => ({
  name: t("contact.name"),
  email: t("contact.email"),
  topic: t("contact.topic"),
  subject: t("contact.subject"),
  page: t("contact.page"),
  text: t("contact.text"),
});

/**
 * The form for a question. `page`: the address that it is about, as the link to the form says. `sender`: what is
 * asked or said about the person.
 */
export function ContactForm(
  props: Props & {
    action: string;
    fields: FormFields;
    page: string;
    hidden: Readonly<Record<string, string>>;
    sender: ReactNode;
  },
) {
  const { t, locale, action, fields, page, hidden, sender } = props;
  const labels = labelsOf(t);
  return (
    <PostForm t={t} name="ask" action={action} fields={fields} labels={{ ...labels }} hidden={hidden}>
      {sender}
      <QuestionFields t={t} fields={fields} labels={labels} page={page} />
      <p className="small dim">
        {t("contact.privacy")} <a href={localePath(locale, PLACES.privacy)}>{t("contact.privacyLink")}</a>
      </p>
      <p>
        <Button kind="pri" size="big">
          {t("contact.send")}
        </Button>
      </p>
    </PostForm>
  );
}

function QuestionFields(props: { t: Translator; fields: FormFields; labels: Labels; page: string }) {
  const { t, fields, labels, page } = props;
  return (
    <>
      <SelectField
        name="topic"
        label={labels.topic}
        empty={t("contact.chooseTopic")}
        options={TOPICS.map((value) => ({ value, label: t(`contact.topics.${value}`) }))}
        defaultValue={fields.value("topic")}
        errors={fields.errors("topic")}
        required
      />
      <TextField
        name="subject"
        label={labels.subject}
        defaultValue={fields.value("subject")}
        errors={fields.errors("subject")}
        maxLength={MAX_SUBJECT}
        autoComplete="off"
        dir="auto"
        required
      />
      <TextArea
        name="text"
        label={labels.text}
        hint={t("contact.textHint")}
        defaultValue={fields.value("text")}
        errors={fields.errors("text")}
        rows={8}
        maxLength={MAX_TEXT}
        dir="auto"
        required
      />
      <TextField
        name="page"
        label={labels.page}
        aside={t("accounts.join.optional")}
        hint={t("contact.pageHint")}
        defaultValue={fields.value("page", page)}
        errors={fields.errors("page")}
        maxLength={MAX_PAGE}
        dir="ltr"
        autoComplete="off"
      />
    </>
  );
}

/** The fields of a visitor: name and address, and a field that only automated programs fill in. */
export function SenderFields({ t, fields }: { t: Translator; fields: FormFields }) {
  const { name, email } = labelsOf(t);
  return (
    <>
      <TextField
        name="name"
        label={name}
        defaultValue={fields.value("name")}
        errors={fields.errors("name")}
        maxLength={200}
        autoComplete="name"
        dir="auto"
        required
      />
      <TextField
        name="email"
        type="email"
        label={email}
        hint={t("contact.emailHint")}
        defaultValue={fields.value("email")}
        errors={fields.errors("email")}
        maxLength={254}
        autoComplete="email"
        dir="ltr"
        required
      />
      <Bait t={t} />
    </>
  );
}

/** Where an error in a profile, a security problem and a question on how something works are sooner answered. */
export function FasterWays({ t, locale }: Props) {
  return (
    <Box id="faster" title={t("contact.elsewhere")}>
      <div className="in-b stack g3">
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
          <h3>{t("contact.help")}</h3>
          <p>
            {t.rich("contact.helpText", {
              link: (words) => <a href={localePath(locale, PLACES.help)}>{words}</a>,
            })}
          </p>
        </div>
      </div>
    </Box>
  );
}

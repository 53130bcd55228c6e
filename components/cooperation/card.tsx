import { ConfidenceTag } from "@/components/content/doubt";
import { FieldValue } from "@/components/content/field-value";
import { asRead } from "@/components/content/record-parts";
import { titleOf } from "@/components/content/record-title";
import { CardTable, TableHead } from "@/components/ui/table";
import { type CardAnswer, type CardRow, cardOf, isLimited } from "@/lib/cooperation/card/model";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { cooperationRulesKind } from "@/lib/profiles/kinds/cooperation-rules";
import { langOfField } from "@/lib/revisions/records/wordings";
import { type AnyRecord, type Confidence, type Field, fieldLabelKey } from "@/lib/revisions/records-fields";

interface Props {
  t: Translator;
  locale: Locale;
  /** The language in which the rules are written, if it is not the reader's. */
  lang: string | undefined;
  records: readonly AnyRecord[];
}

/** A country's rules by question. Questions without an answer are named below the table. */
export function CooperationCard(props: Props) {
  const { t, locale, records } = props;
  const rows = cardOf(records);
  const open = rows.filter(({ answers }) => answers.length === 0);
  const columns = ["question", "answer"] as const;
  return (
    <>
      <CardTable caption={<span className="vh">{t("cooperation.card.title")}</span>}>
        <TableHead columns={columns.map((name) => t(`cooperation.card.${name}`))} />
        <tbody>
          {rows.map((row) =>
            row.answers.length > 0 ? <Row key={row.question} {...props} row={row} /> : null,
          )}
        </tbody>
      </CardTable>
      {open.length > 0 ? (
        <p className="small dim">
          {t("revisions.record.open", {
            fields: listText(
              open.map(({ question }) => t(`cooperation.card.questions.${question}`)),
              locale,
            ),
          })}
        </p>
      ) : null}
    </>
  );
}

function Row({ row, ...props }: Props & { row: CardRow }) {
  const { t } = props;
  return (
    <tr>
      <th scope="row">{t(`cooperation.card.questions.${row.question}`)}</th>
      <td>
        <Answers {...props} row={row} page="" />
      </td>
    </tr>
  );
}

/** What the rules answer to one question. `page`: the address of the page that has the rules, empty for this one. */
export function Answers({ row, ...props }: Omit<Props, "records"> & { row: CardRow; page: string }) {
  return (
    <ul className="plain stack g2">
      {row.answers.map((answer) => (
        <li key={answer.record.id}>
          <Answer {...props} answer={answer} />
        </li>
      ))}
    </ul>
  );
}

/** What one rule answers. A rule that is not for all requests is named, and leads to the whole of it. */
function Answer(props: Omit<Props, "records"> & { answer: CardAnswer; page: string }) {
  const { t, locale, lang, answer, page } = props;
  const { record, fields } = answer;
  const read = asRead(record, locale, lang);
  const shown = (field: Field) => (
    <FieldValue
      {...{ field, t, locale }}
      lang={langOfField(read, field.name)}
      value={read.record[field.name]}
    />
  );
  const [single, second] = fields;
  // A field says by itself what it answers, except where a question has several, or days of several kinds.
  const isClear = !second && single && single.type !== "number";
  return (
    <>
      {isLimited(record) ? (
        <a href={`${page}#${cooperationRulesKind.key}-${record.id}`}>
          <bdi lang={langOfField(read, "subject")}>{titleOf(cooperationRulesKind, record, t, locale)}</bdi>
        </a>
      ) : null}
      {isClear ? (
        <div>{shown(single)}</div>
      ) : (
        <dl className="dl in-lines">
          {fields.map((field) => (
            <div key={field.name}>
              <dt>{message(t, fieldLabelKey(cooperationRulesKind.key, field))}</dt>
              <dd>{shown(field)}</dd>
            </div>
          ))}
        </dl>
      )}
      <ConfidenceTag value={record.confidence as Confidence} t={t} />
    </>
  );
}

import { roleName } from "@/components/members/member-facts";
import { PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { countryName } from "@/lib/i18n/country-names";
import { LOCALE_NAMES, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { CheckedPerson } from "@/lib/members/invitations";
import type { InviteList } from "@/lib/members/invitations/list/model";
import { listHref } from "./addresses";

interface Props {
  t: Translator;
  locale: Locale;
  /** What was checked: exactly this is sent. */
  input: InviteList;
  people: readonly CheckedPerson[];
}

/** The list as it was understood, and the button that sends the invitations once no row has a problem. */
export function CheckedList({ t, locale, input, people }: Props) {
  const count = people.filter(({ isInvited, problem }) => problem === null && !isInvited).length;
  return (
    <Section id="checked" className="stack g3" title={t("invitations.many.checked")}>
      <CardTable caption={<span className="vh">{t("invitations.many.checked")}</span>}>
        <TableHead
          columns={[
            t("accounts.email"),
            t("invitations.state"),
            t("invitations.role"),
            t("accounts.join.country"),
            t("accounts.join.institution"),
            t("invitations.language"),
            t("invitations.many.row"),
          ]}
        />
        <tbody>
          {people.map((person) => (
            <PersonRow key={person.row} t={t} locale={locale} person={person} />
          ))}
        </tbody>
      </CardTable>
      <Sending t={t} locale={locale} input={input} count={count} isWrong={people.some(hasProblem)} />
    </Section>
  );
}

const hasProblem = ({ problem }: CheckedPerson) => problem !== null;

function PersonRow({ t, locale, person }: { t: Translator; locale: Locale; person: CheckedPerson }) {
  const { row, email, role, country, institution, language, problem, isInvited } = person;
  return (
    <tr>
      <th scope="row">
        <bdi>{email || "–"}</bdi>
      </th>
      <td data-l={t("invitations.state")}>
        {problem ? (
          <Tag kind="bad">{t(`invitations.many.problem.${problem}`)}</Tag>
        ) : (
          <Tag kind={isInvited ? "plain" : "ok"}>
            {isInvited ? t("invitations.many.invited") : t("invitations.many.ready")}
          </Tag>
        )}
      </td>
      <td data-l={t("invitations.role")}>{roleName(t, locale, role)}</td>
      <td data-l={t("accounts.join.country")}>{country ? countryName(country, locale) : null}</td>
      <td data-l={t("accounts.join.institution")}>
        <bdi>{institution}</bdi>
      </td>
      <td data-l={t("invitations.language")}>{LOCALE_NAMES[language]}</td>
      <td data-l={t("invitations.many.row")} className="num">
        {row}
      </td>
    </tr>
  );
}

function Sending(props: {
  t: Translator;
  locale: Locale;
  input: InviteList;
  count: number;
  isWrong: boolean;
}) {
  const { t, locale, input, count, isWrong } = props;
  if (isWrong) return <Note kind="warn">{t("invitations.many.correct")}</Note>;
  if (count === 0) return <Note>{t("invitations.many.none")}</Note>;
  const { list, role, language, reason } = input;
  return (
    <PostForm t={t} name="send" action={listHref(locale)} hidden={{ list, role, language, reason }}>
      <p>{t("invitations.many.nothing")}</p>
      <p>
        <Button kind="pri">{t("invitations.many.send", { count })}</Button>
      </p>
    </PostForm>
  );
}

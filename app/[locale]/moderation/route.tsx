import { moderatedHref, PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead, SectionHead } from "@/components/ui/heading";
import { LateTag } from "@/components/ui/late-tag";
import { CardTable } from "@/components/ui/table";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { countFilesInCheck } from "@/lib/files";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";
import { listSuspended, type SuspendedLine } from "@/lib/members";
import { PATROL_PATH } from "@/lib/profiles/patrol/model";
import { listModerated } from "@/lib/queue-kinds";
import type { PartWaiting } from "@/lib/queues";
import { screen } from "@/lib/web/pages/screen";

/** Everything that waits for the reader's decision: each queue with its number and the age of its oldest entry. */
export const GET = screen({
  allows: (actor) => can(actor, "moderation.open"),
  async render(_input, { t, locale, actor }) {
    const [queues, suspended] = await Promise.all([
      listQueues(actor),
      can(actor, "member.suspend", { memberId: "", isOfficer: false }) ? listSuspended(actor) : null,
    ]);
    const title = t("moderation.title");
    const waiting = queues.reduce((sum, queue) => sum + queue.waiting.count, 0);
    return {
      title,
      crumbs: [{ label: title }],
      body: (
        <>
          <PageHead
            title={title}
            sub={t("moderation.sub")}
            actions={
              <ButtonLink href={localePath(locale, PLACES.reviewing)}>
                {t("shell.footer.reviewing")}
              </ButtonLink>
            }
          />
          <div className="wrap body stack g6">
            {waiting === 0 ? <Empty>{t("moderation.nothing")}</Empty> : null}
            <Queues t={t} locale={locale} queues={queues} />
            <p>
              <a href={localePath(locale, PATROL_PATH)}>{t("moderation.patrol.link")}</a>
            </p>
            {can(actor, "section.protect") && can(actor, "revision.hide") ? (
              <p>
                <a href={localePath(locale, "/moderation/restrictions")}>
                  {t("moderation.restrictions.link")}
                </a>
              </p>
            ) : null}
            {suspended ? <Suspended t={t} locale={locale} {...suspended} /> : null}
          </div>
        </>
      ),
    };
  },
});

async function listQueues(actor: Actor): Promise<PartWaiting[]> {
  const [queues, files] = await Promise.all([listModerated(actor), countFilesInCheck(actor)]);
  return files ? [...queues, { name: "files", path: "/moderation/files", waiting: files }] : queues;
}

function Queues({ t, locale, queues }: { t: Translator; locale: Locale; queues: readonly PartWaiting[] }) {
  const f = formatter(locale);
  return (
    <CardTable caption={<span className="vh">{t("moderation.queues")}</span>}>
      <thead>
        <tr>
          <th scope="col">{t("moderation.queue")}</th>
          <th scope="col">{t("moderation.waiting")}</th>
          <th scope="col">{t("moderation.oldest")}</th>
        </tr>
      </thead>
      <tbody>
        {queues.map(({ name, path, waiting }) => (
          <tr key={name}>
            <th scope="row">
              <a href={localePath(locale, path)}>{message(t, `moderation.name.${name}`)}</a>
            </th>
            <td data-l={t("moderation.waiting")}>{f.number(waiting.count)}</td>
            <td data-l={t("moderation.oldest")}>
              {waiting.oldest ? <Time at={waiting.oldest} locale={locale} /> : "–"}{" "}
              <LateTag t={t} since={waiting.oldest} />
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

/** The suspended members, each with a link to lift the suspension. */
function Suspended(props: { t: Translator; locale: Locale; rows: readonly SuspendedLine[]; total: number }) {
  const { t, locale, rows, total } = props;
  return (
    <section className="stack" aria-labelledby="suspended">
      <SectionHead id="suspended">{t("moderation.suspended")}</SectionHead>
      <p className="small">{t("moderation.suspendedCount", { count: total })}</p>
      {rows.length > 0 ? (
        <ul className="list">
          {rows.map((row) => (
            <li key={row.handle}>
              <a href={localePath(locale, moderatedHref(row.handle))}>
                <bdi>{row.displayName}</bdi>
              </a>
              <p className="meta">
                {row.suspendedAt ? <Time at={row.suspendedAt} locale={locale} /> : null}
                <bdi>{row.suspensionReason}</bdi>
                {row.suspendedUntil ? (
                  <span>
                    {t("conduct.days.until")} <Time at={row.suspendedUntil} locale={locale} />
                  </span>
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

import { moderatedHref, PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead, SectionHead } from "@/components/ui/heading";
import { LateTag } from "@/components/ui/late-tag";
import { CardTable } from "@/components/ui/table";
import { countBlogWaiting } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import type { Waiting } from "@/lib/core/waiting";
import { countFilesInCheck } from "@/lib/files";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import { listSuspended, type SuspendedLine } from "@/lib/members";
import { countMessageReports } from "@/lib/members/messages";
import { countEditQueue } from "@/lib/profiles";
import { countReports } from "@/lib/profiles/reports";
import { countTrainingWaiting } from "@/lib/training";
import { screen } from "@/lib/web/screen";

/** A queue of the table: what it is called, where it is worked through, how much of it waits. */
interface Queue {
  name:
    | "edits"
    | "posts"
    | "changes"
    | "comments"
    | "flags"
    | "uploads"
    | "versions"
    | "requests"
    | "suggestions"
    | "files"
    | "reports"
    | "messages";
  href: string;
  waiting: Waiting;
}

/** All that waits for the reader's decision, each queue with its number and the age of its oldest. */
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

async function listQueues(actor: Actor): Promise<Queue[]> {
  const [edits, reports, blog, training, files, messages] = await Promise.all([
    countEditQueue(actor),
    countReports(actor),
    countBlogWaiting(actor),
    countTrainingWaiting(actor),
    countFilesInCheck(actor),
    countMessageReports(actor),
  ]);
  const queues: Queue[] = [{ name: "edits", href: "/moderation/edits", waiting: edits }];
  for (const name of ["posts", "changes", "comments", "flags"] as const) {
    const id = { posts: "submitted", changes: "changed", comments: "comments", flags: "flags" }[name];
    if (blog) queues.push({ name, href: `/blog/review#${id}`, waiting: blog[name] });
  }
  for (const name of ["uploads", "versions", "requests", "suggestions"] as const)
    queues.push({ name, href: `/training/review#${name}`, waiting: training[name] });
  queues.push({ name: "reports", href: "/moderation/reports", waiting: reports });
  if (messages) queues.push({ name: "messages", href: "/moderation/messages", waiting: messages });
  if (files) queues.push({ name: "files", href: "/moderation/files", waiting: files });
  return queues;
}

function Queues({ t, locale, queues }: { t: Translator; locale: Locale; queues: readonly Queue[] }) {
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
        {queues.map(({ name, href, waiting }) => (
          <tr key={name}>
            <th scope="row">
              <a href={localePath(locale, href)}>{t(`moderation.name.${name}`)}</a>
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

/** Who is suspended, each leading to where it is lifted. */
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
              </p>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

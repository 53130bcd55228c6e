import { PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { nameDevice, type SessionRow } from "@/lib/accounts";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  sessions: readonly SessionRow[];
}

/** Returns the name of a device as far as known. */
export function deviceName(t: Translator, userAgent: string): string {
  const { browser, system } = nameDevice(userAgent);
  if (browser && system) return t("me.sessions.device", { browser, system });
  return browser ?? system ?? t("me.sessions.unknown");
}

/** How the session began, if not just with a password. */
function Begun({ t, session }: { t: Translator; session: SessionRow }) {
  if (!session.isByPasskey && !session.hasSecondFactor) return null;
  return (
    <>
      <br />
      <span className="tiny dim">
        {session.isByPasskey ? t("me.sessions.byPasskey") : t("me.sessions.withFactor")}
      </span>
    </>
  );
}

/** The sessions of the account; each can be ended, and all others at once. */
export function SessionsPart({ t, locale, sessions }: Props) {
  const action = localePath(locale, "/me/security");
  return (
    <Section id="sessions" title={t("me.sessions.title")}>
      <CardTable caption={t("me.sessions.what")}>
        <TableHead
          columns={[
            t("me.sessions.where"),
            t("me.sessions.address"),
            t("me.sessions.started"),
            t("me.sessions.seen"),
            { label: t("me.sessions.end"), isUnseen: true },
          ]}
        />
        <tbody>
          {sessions.map((session) => {
            const device = deviceName(t, session.device);
            return (
              <tr key={session.id}>
                <th scope="row" id={`session-${session.id}`}>
                  {device} {session.isPresent ? <Tag kind="ok">{t("me.sessions.present")}</Tag> : null}
                  <Begun t={t} session={session} />
                </th>
                <td data-l={t("me.sessions.address")}>
                  <bdi>{session.ip ?? "–"}</bdi>
                </td>
                <td data-l={t("me.sessions.started")}>
                  <Time at={session.createdAt} locale={locale} />
                </td>
                <td data-l={t("me.sessions.seen")}>
                  <Time at={session.lastSeenAt} locale={locale} />
                </td>
                <td>
                  <PostForm
                    t={t}
                    name="end"
                    action={action}
                    className="row"
                    hidden={{ sessionId: session.id }}
                  >
                    {/* Distinguishes the buttons for screen readers that read them without their rows. */}
                    <Button size="sm" aria-describedby={`session-${session.id}`}>
                      {t("me.sessions.end")}
                    </Button>
                  </PostForm>
                </td>
              </tr>
            );
          })}
        </tbody>
      </CardTable>
      {sessions.length > 1 ? (
        <PostForm t={t} name="end-others" action={action} className="row">
          <Button kind="bad">{t("me.sessions.endOthers")}</Button>
        </PostForm>
      ) : null}
    </Section>
  );
}

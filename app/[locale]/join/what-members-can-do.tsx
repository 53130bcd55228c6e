import { Box } from "@/components/ui/box";
import { Icon } from "@/components/ui/icon";
import type { Translator } from "@/lib/i18n/translator";

const RIGHTS = [
  ["read", true],
  ["edit", false],
  ["drafts", false],
  ["listed", false],
] as const;

/** Compares what visitors and members can do. */
export function WhatMembersCanDo({ t }: { t: Translator }) {
  return (
    <Box title={t("accounts.join.can.title")} id="can">
      <table className="in-b">
        <thead>
          <tr>
            <td />
            <th scope="col">{t("accounts.join.can.visitor")}</th>
            <th scope="col">{t("accounts.join.can.member")}</th>
          </tr>
        </thead>
        <tbody>
          {RIGHTS.map(([right, isForAll]) => (
            <tr key={right}>
              <th scope="row">{t(`accounts.join.can.${right}`)}</th>
              <td>{isForAll ? <Yes t={t} /> : <span className="vh">{t("accounts.join.can.no")}</span>}</td>
              <td>
                <Yes t={t} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}

function Yes({ t }: { t: Translator }) {
  return (
    <>
      <Icon name="check" />
      <span className="vh">{t("accounts.join.can.yes")}</span>
    </>
  );
}

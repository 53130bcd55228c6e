import type { Finding } from "@/lib/cooperation/request/checks/draft";
import { GROUPS, type GroupId, type Step } from "@/lib/cooperation/request/fields";
import { phrase } from "@/lib/cooperation/request/phrases";
import { useRequest } from "./context";

/** The step that asks for the field of a finding. */
export function stepOf(key: string): Step {
  return GROUPS[key.split(".")[0] as GroupId].step;
}

/** What is missing, wrong or doubtful, each leading to its field. */
export function Findings(props: { findings: readonly Finding[]; lead: (key: string) => void }) {
  const { findings, lead } = props;
  const { t, locale } = useRequest();
  if (findings.length === 0) return <p>{t("cooperation.request.complete")}</p>;
  return (
    <ul className="stack g2">
      {findings.map(({ key, level, code }) => {
        const parts = key.split(".");
        const field = phrase(locale, `field.${parts.at(-1)}`);
        const group = phrase(locale, `group.${parts[0]}`);
        return (
          <li key={`${key} ${code}`}>
            <b>{t(`cooperation.request.level.${level}`)}</b>{" "}
            <a
              href={`#${key}`}
              onClick={(event) => {
                event.preventDefault();
                lead(key);
              }}
            >
              {t("common.pair", { label: group, value: field })}
            </a>
            {": "}
            {t(`cooperation.request.check.${code}`)}
          </li>
        );
      })}
    </ul>
  );
}

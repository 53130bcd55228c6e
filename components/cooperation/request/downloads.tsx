import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CLOCKS, CLOCKS_OF, calendarOf, endOf } from "@/lib/cooperation/request/clocks";
import type { Draft } from "@/lib/cooperation/request/draft";
import { useRequest } from "./context";
import { firstPress } from "./first-press";

/** Hands a file to the reader that this page made: nothing is sent. */
export function handOver(name: string, type: string, content: BlobPart): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The name of the files: no reference number, which file lists and mails would show. */
const fileName = (draft: Draft, ending: string) => `request-${draft.form}.${ending}`;

/** Makes a file of a draft, with a part of the script that is fetched for it. */
type Make = (draft: Draft) => Promise<Blob>;

/** What the request can be taken away as. */
export function Downloads({ draft }: { draft: Draft }) {
  const { t, fonts } = useRequest();
  const [told, setTold] = useState("");
  const take = async (ending: string, type: string, make: Make) => {
    setTold(t("cooperation.request.making"));
    try {
      handOver(fileName(draft, ending), type, await make(draft));
      setTold("");
    } catch {
      setTold(t("cooperation.request.notMade"));
    }
  };
  const asWord: Make = async (one) => (await import("./word")).wordFile(one, location.host);
  const asPdf: Make = async (one) => (await import("./pdf")).pdfFile(one, location.host, fonts);
  const asJson: Make = async (one) => new Blob([`${JSON.stringify(one, null, 1)}\n`]);
  return (
    <div className="row">
      <Button type="button" kind="pri" onClick={firstPress(() => void take("docx", WORD, asWord))}>
        {t("cooperation.request.word")}
      </Button>
      <Button type="button" onClick={firstPress(() => void take("pdf", "application/pdf", asPdf))}>
        {t("cooperation.request.pdf")}
      </Button>
      <Button type="button" onClick={firstPress(() => void take("json", "application/json", asJson))}>
        {t("cooperation.request.json")}
      </Button>
      <Button type="button" icon="print" onClick={() => print()}>
        {t("cooperation.request.print")}
      </Button>
      <span role="status" className="small">
        {told}
      </span>
    </div>
  );
}

/** The time limits that begin with this kind of request, each as an entry for a calendar. */
export function Clocks({ draft }: { draft: Draft }) {
  const { t } = useRequest();
  const clocks = CLOCKS_OF[draft.form] ?? [];
  const begin = draft.values["head.date"] ?? "";
  if (clocks.length === 0) return null;
  return (
    <section className="stack g2" aria-labelledby="clocks">
      <h3 id="clocks">{t("cooperation.request.clocks")}</h3>
      <ul className="stack g2">
        {clocks.map((clock) => {
          const end = endOf(clock, begin);
          const title = t(`cooperation.request.clock.${clock}`);
          return (
            <li key={clock}>
              {t("cooperation.request.clockDays", { title, days: CLOCKS[clock].days })}{" "}
              {CLOCKS[clock].isChecked ? null : (
                <span className="tag warn">{t("revisions.options.confidence.unverified")}</span>
              )}{" "}
              {end ? (
                <Button
                  type="button"
                  size="sm"
                  kind="quiet"
                  onClick={firstPress(() =>
                    handOver(
                      `${clock}.ics`,
                      "text/calendar",
                      calendarOf(
                        { title, end, note: t("cooperation.request.clockNote") },
                        `${clock}-${end}-${crypto.randomUUID()}@octopus`,
                        Date.now(),
                      ),
                    ),
                  )}
                >
                  {t("cooperation.request.calendar", { day: end })}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

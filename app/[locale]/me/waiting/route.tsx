import { PageHead } from "@/components/ui/heading";
import { findFirstSteps } from "@/lib/members";
import { screen } from "@/lib/web/pages/screen";
import { meCrumbs } from "../me-frame";
import { findWaiting } from "./waiting";
import { WaitingBox } from "./waiting-box";

/** What waits for the member. Scripts show its box on the front page too, which is the same for everyone. */
export const GET = screen({
  async render(_input, { t, locale, actor }) {
    const steps = await findFirstSteps(actor);
    const waiting = await findWaiting(actor, steps, t, locale);
    const title = t("me.waiting.page");
    return {
      title,
      crumbs: meCrumbs(t, title),
      body: (
        <>
          <PageHead title={title} sub={<bdi>{actor.displayName}</bdi>} />
          <div className="wrap body flush stack narrow">
            <WaitingBox t={t} locale={locale} waiting={waiting} />
          </div>
        </>
      ),
    };
  },
});

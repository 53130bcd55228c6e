import { HomeView } from "@/components/profiles/home-view";
import {
  countPartiesOn,
  countProfiles,
  handlesOf,
  listChanges,
  listTreatyFigures,
} from "@/lib/profiles/reading";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";

/** The day that the first issue of the newsletter in the archive reports on. */
const THEN = "2016-12-31";
const LATEST = 5;

/** The front page. Every number on it is counted from the data. */
export const GET = document({
  scopes: () => [scope.countries, scope.changes],
  async render(_input, { locale, t }) {
    const [figures, parties, changes, profiles] = await Promise.all([
      listTreatyFigures(),
      countPartiesOn(185, THEN),
      listChanges({}, LATEST),
      countProfiles(),
    ]);
    return {
      title: t("home.title"),
      description: t("home.lead"),
      scopes: handlesOf(changes.rows.map((change) => change.author)).map(scope.member),
      body: (
        <HomeView
          t={t}
          locale={locale}
          figures={figures}
          then={{ day: THEN, parties }}
          changes={changes.rows}
          profiles={profiles}
        />
      ),
    };
  },
});

import { newTopicHref, topicsHref } from "@/components/discussions/addresses";
import { discussionFeeds } from "@/components/discussions/feeds";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead, Section } from "@/components/ui/heading";
import { Icon } from "@/components/ui/icon";
import { Note } from "@/components/ui/note";
import { WatchLink, WatchWords } from "@/components/watching/watch-link";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import {
  type Category,
  countTopics,
  findCategory,
  findRoom,
  listCategories,
  listNewestByCategory,
  listPinned,
  listRooms,
  listTopics,
  wordsOf,
} from "@/lib/discussions";
import { CATEGORY_KIND, type TopicArea } from "@/lib/discussions/areas/model";
import { CategoryAddress } from "@/lib/discussions/categories/model";
import { TOP_LISTS, TopicsQuery } from "@/lib/discussions/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { readable } from "@/lib/web/pages/readable";
import { areaCrumbs, readerOf, secretIf } from "./areas";
import { type CategoriesProps, CategoriesTable } from "./categories-table";
import { HouseRules } from "./house-rules";
import { readTopicFilters } from "./read-filters";
import { RoomReaders } from "./room-readers";
import { TopicsPart, type TopicsProps } from "./topics-view";
import { writersIn } from "./writers-in";

/** The top of a week or month changes with time alone, so such a list is drawn again each hour. */
const storedIn = ({ list }: TopicsQuery) =>
  TOP_LISTS.some((one) => one === list) ? { storedFor: 3_600 } : {};

/** Feeds are public: restricted rooms have none. */
const feedsIn = (area: TopicArea, t: Translator, locale: Locale) =>
  area === "discussions" ? { feeds: discussionFeeds(t, locale) } : {};

/** Creates the page of an area: its categories, and all its topics by their newest reply. */
export const topicsPage = (area: TopicArea) =>
  readable(secretIf(area), {
    query: TopicsQuery,
    scopes: () => [scope.discussions, scope.categories],
    async render(asked, { t, locale, search, reader }) {
      const filters = await readTopicFilters(asked, search);
      const of = { reader: readerOf(reader) };
      const [categories, counts, newest, found, pinned] = await Promise.all([
        reader === null ? listCategories() : listRooms(reader),
        countTopics(of.reader),
        listNewestByCategory(of.reader),
        listTopics(filters.query, of),
        listPinned(of),
      ]);
      const title = t(`discussions.area.${area}`);
      const sub = t(area === "rooms" ? "discussions.rooms.sub" : "discussions.sub");
      return {
        title,
        description: sub,
        current: "discussions",
        crumbs: [...(area === "rooms" ? areaCrumbs(t, locale, "discussions") : []), { label: title }],
        ...feedsIn(area, t, locale),
        ...storedIn(filters.query),
        scopes: writersIn([...newest.values(), ...found.rows, ...pinned]).map(scope.member),
        body: (
          <AreaBody
            {...{ t, locale, area, title, sub, categories, counts, newest, found, pinned, ...filters }}
          />
        ),
      };
    },
  });

type AreaProps = Omit<TopicsProps, "category"> &
  Pick<CategoriesProps, "counts" | "newest"> & { title: string; sub: string };

function AreaBody({ title, sub, counts, newest, ...props }: AreaProps) {
  const { t, locale, area, categories, place } = props;
  const isNowhere = area === "rooms" && categories.length === 0;
  return (
    <>
      <PageHead
        title={title}
        sub={sub}
        actions={
          isNowhere ? null : (
            <ButtonLink kind="pri" icon="plus" href={newTopicHref(locale, area, { country: place?.iso2 })}>
              {t("discussions.ask")}
            </ButtonLink>
          )
        }
      />
      <div className="wrap body flush cols side">
        <div className="stack g7">
          {isNowhere ? (
            <Empty>{t("discussions.rooms.none")}</Empty>
          ) : (
            <>
              <Section id="categories" title={t(`discussions.categories.title.${area}`)}>
                <CategoriesTable {...{ t, locale, area, categories, counts, newest }} />
              </Section>
              <TopicsPart {...props} category={null} />
            </>
          )}
        </div>
        <aside className="stack g5">
          <HouseRules t={t} locale={locale} />
          <OtherArea t={t} locale={locale} area={area} />
        </aside>
      </div>
    </>
  );
}

/** The way between public topics and restricted rooms. It is the same for everyone, whether they may read a room or not. */
function OtherArea({ t, locale, area }: { t: Translator; locale: Locale; area: TopicArea }) {
  const other = area === "rooms" ? "discussions" : "rooms";
  return (
    <p className="small row tight">
      {other === "rooms" ? <Icon name="lock" /> : null}
      <a href={topicsHref(locale, {}, other)}>{t(`discussions.rooms.to.${other}`)}</a>
    </p>
  );
}

async function categoryFor(reader: Actor | null, slug: string): Promise<Category> {
  const found = reader === null ? await findCategory(slug) : await findRoom(reader, slug);
  if (!found) throw new DomainError("not_found", "category");
  return found;
}

/** Creates the page of a category or room, with its topics. */
export const categoryPage = (area: TopicArea) =>
  readable(secretIf(area), {
    params: CategoryAddress,
    query: TopicsQuery,
    scopes: () => [scope.discussions, scope.categories],
    async render({ category: slug, ...asked }, { t, locale, search, reader }) {
      const category = await categoryFor(reader, slug);
      const filters = await readTopicFilters(asked, search);
      const of = { categoryId: category.id, reader: readerOf(reader) };
      const [found, pinned] = await Promise.all([listTopics(filters.query, of), listPinned(of)]);
      const { name, description } = wordsOf(category, locale);
      return {
        title: name,
        description,
        current: "discussions",
        crumbs: [...areaCrumbs(t, locale, area), { label: name }],
        ...feedsIn(area, t, locale),
        ...storedIn(filters.query),
        scopes: writersIn([...found.rows, ...pinned]).map(scope.member),
        body: <CategoryBody {...{ t, locale, area, category, found, pinned, ...filters }} />,
      };
    },
  });

function CategoryBody(props: Omit<TopicsProps, "category" | "categories"> & { category: Category }) {
  const { t, locale, area, category, place } = props;
  const { slug, openers, isClosed } = category;
  const { name, description } = wordsOf(category, locale);
  return (
    <>
      <PageHead
        title={name}
        sub={description}
        actions={
          <>
            <WatchLink t={t} locale={locale} place={{ kind: CATEGORY_KIND, slug }} name={name} isButton />
            <WatchWords t={t} />
            {isClosed ? null : (
              <ButtonLink
                kind="pri"
                icon="plus"
                href={newTopicHref(locale, area, { category: slug, country: place?.iso2 })}
              >
                {t("discussions.ask")}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="wrap body flush cols side">
        <div className="stack g5">
          <RoomReaders t={t} locale={locale} category={category} />
          {isClosed ? <Note icon="lock">{t("discussions.categories.isClosed")}</Note> : null}
          {openers === "practitioners" ? (
            <p className="small dim">{t("discussions.categories.practitionersOpen")}</p>
          ) : null}
          {openers === "moderators" ? (
            <p className="small dim">{t("discussions.categories.moderatorsOpen")}</p>
          ) : null}
          <TopicsPart {...props} categories={[]} />
        </div>
        <aside className="stack g5">
          <HouseRules t={t} locale={locale} />
        </aside>
      </div>
    </>
  );
}

import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Choices } from "@/lib/revisions/model";
import { newBlockId } from "@/lib/text/block-id";
import { ApiError, beginPost, OfflineError, postApi } from "./api";
import { type ConflictAnswer, ConflictDialog } from "./conflict-dialog";
import { useEditorContext } from "./context";
import { DraftOffer, findDrafts, type OfferedDraft } from "./draft-offer";
import { dropLocalCopy, localKey, writeLocalCopy } from "./local-copy";
import type { PostEditorData } from "./model";
import { Preview } from "./preview";
import { type EditorHandle, ProseEditor } from "./prose/prose-editor";
import { SaveState } from "./save-state";
import { UNTITLED, useDraft } from "./use-draft";
import { useKeepShortcut } from "./use-keep-shortcut";

/** The shortest title that a post may begin with. */
const TITLE_LENGTH = 3;

/**
 * The text of a post, within the form of the post: kept as a draft while it is written, saved before the form is sent,
 * and merged there with what a co-author wrote. A new post is begun with its first kept draft.
 */
export function PostEditor({ form }: { form: HTMLFormElement }) {
  const context = useEditorContext();
  const { t } = context;
  const given = context.data as PostEditorData;
  const [slug, setSlug] = useState(given.slug);
  const data = useMemo(() => ({ ...given, slug }), [given, slug]);
  const begun = useRef<Promise<string> | null>(null);
  const api = useMemo(
    () =>
      postApi(given.memberId, slug, () => {
        begun.current ??= begin(form, given, setSlug).catch((error: unknown) => {
          begun.current = null;
          throw error;
        });
        return begun.current;
      }),
    [slug, form, given],
  );
  const [offers, setOffers] = useState(() => (given.isSentBack ? [] : findDrafts(given)));
  const [start, setStart] = useState({ content: given.content, key: 0 });
  const [pictures, setPictures] = useState(given.pictures);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPreviewed, setPreviewed] = useState(0);
  const [conflict, setConflict] = useState<ConflictAnswer | null>(null);
  const handle = useRef<EditorHandle | null>(null);
  const sender = useRef<HTMLElement | null>(null);
  const readContent = () => handle.current?.read() ?? start.content;
  const draft = useDraft(data, api, () => ({ content: readContent(), summary: "" }));
  const keep = useRef<() => void>(() => undefined);
  keep.current = () => void draft.saveNow();
  useKeepShortcut(keep);

  const takeOffer = (offered: OfferedDraft) => {
    // The server has room for one draft: the other waits on this device.
    if (offered.key !== null && given.draft && offers.some(({ key }) => key === null))
      writeLocalCopy(localKey(given, newBlockId()), { ...given.draft, at: given.draft.updatedAt });
    if (offered.key !== null) draft.goOnFrom(offered.key);
    setStart((now) => ({ content: offered.content, key: now.key + 1 }));
    draft.baseNumber.current = offered.baseNumber;
    setOffers([]);
    draft.changed();
  };

  const discardOffer = (offered: OfferedDraft) => {
    // What can't be removed now is offered again at the next opening, and lost in no case.
    if (offered.key === null) void api.discardDraft().catch(() => undefined);
    else dropLocalCopy(offered.key);
    setOffers((now) => now.filter(({ key }) => key !== offered.key));
  };

  const save = async (choices?: Choices, seen?: number) => {
    setProblem(null);
    await draft.hold();
    try {
      const saved = await api.save({
        base: draft.baseNumber.current,
        clientToken: newBlockId() + newBlockId(),
        summary: summaryOf(form),
        content: readContent(),
        ...(choices ? { choices, seen } : {}),
      });
      draft.settle();
      if (fieldOf(form, "form") === "text") window.location.assign(placeAfter(given, saved.state));
      else send(form, sender.current, { base: String(saved.number ?? "") });
    } catch (error) {
      draft.resume();
      if (error instanceof ApiError && error.reason === "edit_conflict") {
        setConflict(error.body.conflict as ConflictAnswer);
      } else if (error instanceof ApiError && (error.reason === UNTITLED || error.status === 400)) {
        // The form itself says what is missing, with the text kept.
        draft.release();
        send(form, sender.current, { content: JSON.stringify(readContent()) });
      } else setProblem(explain(error));
    }
  };
  const explain = (error: unknown) => {
    if (error instanceof OfflineError) return t("editor.failed.offline");
    if (error instanceof ApiError && error.status === 401) return t("editor.failed.signedOut");
    if (error instanceof ApiError && error.status === 429) return t("editor.failed.tooOften");
    return t("editor.failed.other");
  };
  const saver = useRef(save);
  saver.current = save;

  useEffect(() => {
    const onSubmit = (event: SubmitEvent) => {
      if (event.target !== form || form.dataset.ready !== undefined) return;
      event.preventDefault();
      sender.current = event.submitter;
      void saver.current();
    };
    form.addEventListener("submit", onSubmit);
    return () => form.removeEventListener("submit", onSubmit);
  }, [form]);

  const changed = useRef(draft.changed);
  changed.current = draft.changed;
  useEffect(() => {
    // What waits for a title is kept as soon as there is one.
    const title = form.elements.namedItem("title");
    if (slug !== "" || !(title instanceof HTMLInputElement)) return;
    const onTitle = () => {
      if (handle.current && JSON.stringify(handle.current.read()).includes('"text"')) changed.current();
    };
    title.addEventListener("change", onTitle);
    return () => title.removeEventListener("change", onTitle);
  }, [form, slug]);

  return (
    <div className="stack">
      <div className="row apart">
        <span className="strong" aria-hidden="true">
          {data.sectionTitle}
        </span>
        <SaveState
          state={draft.state}
          onRetry={() => void draft.saveNow()}
          onTakeOver={() => void draft.takeOver()}
        />
      </div>
      {offers[0] ? (
        <DraftOffer
          key={offers[0].key ?? "server"}
          draft={offers[0]}
          api={api}
          sources={[]}
          onUse={takeOffer}
          onDiscard={discardOffer}
        />
      ) : null}
      <ProseEditor
        key={start.key}
        label={data.sectionTitle}
        placeholder={t("editor.placeholderOfPost")}
        api={api}
        content={start.content}
        handle={handle}
        onChange={draft.changed}
        media={{
          pictures,
          onAdd: (picture) => setPictures((now) => [picture, ...now]),
          srcOf: (file) => given.pictureAt.replace("{file}", file),
        }}
      />
      {problem ? (
        <p className="msg" role="alert">
          {problem}
        </p>
      ) : null}
      {slug === "" ? null : (
        <p>
          <Button type="button" onClick={() => setPreviewed((now) => now + 1)}>
            {t("editor.preview.button")}
          </Button>
        </p>
      )}
      {isPreviewed > 0 ? <Preview key={isPreviewed} api={api} content={readContent()} sources={[]} /> : null}
      {conflict ? (
        <ConflictDialog
          conflict={conflict}
          onBack={() => setConflict(null)}
          onResolve={(choices) => {
            setConflict(null);
            void save(choices, conflict.currentNumber);
          }}
        />
      ) : null}
    </div>
  );
}

function fieldOf(form: HTMLFormElement, name: string): string {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value.trim() : "";
}

/** Why the text changed: asked for once a post was accepted; until then nobody reads it. */
function summaryOf(form: HTMLFormElement): string {
  return form.elements.namedItem("title") ? fieldOf(form, "title") : fieldOf(form, "summary");
}

/** Begins the post with what its form says so far, and has the page stand at its address from then on. */
async function begin(
  form: HTMLFormElement,
  { memberId, blogPath, slug }: PostEditorData,
  onBegun: (slug: string) => void,
): Promise<string> {
  if (slug !== "") return slug;
  const title = fieldOf(form, "title");
  if ([...title].length < TITLE_LENGTH) throw new ApiError(400, "invalid", UNTITLED, {});
  const made = await beginPost(memberId, {
    title,
    summary: fieldOf(form, "summary"),
    clientToken: fieldOf(form, "clientToken"),
  });
  const place = `${blogPath}/${made.slug}/edit`;
  history.replaceState(history.state, "", place);
  form.action = place;
  onBegun(made.slug);
  return made.slug;
}

/** Where the change of an accepted post leads, as its form without scripts does. */
function placeAfter({ blogPath, slug }: PostEditorData, state: string): string {
  return state === "pending" ? `${blogPath}/${slug}/edit?done=pending` : `${blogPath}/${slug}`;
}

/** Sends the form with a hidden field more: the revision that its text was saved as, or the text itself. */
function send(form: HTMLFormElement, submitter: HTMLElement | null, hidden: Record<string, string>): void {
  for (const [name, value] of Object.entries(hidden)) {
    const field =
      form.querySelector<HTMLInputElement>(`input[name="${name}"]`) ?? document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  // Not within the event that was held back: a form is not sent again while it is being sent.
  setTimeout(() => {
    form.dataset.ready = "";
    form.requestSubmit(submitter instanceof HTMLButtonElement ? submitter : null);
    delete form.dataset.ready;
  }, 0);
}

import "./no-eval";
import { chooseProse } from "@/components/editor/choose-prose";
import { mountEditor } from "@/components/editor/mount";
import { mountFormDrafts } from "@/components/editor/mount-form-drafts";
import { bringLater } from "@/components/editor/parts";
import { fetchLater } from "@/components/editor/prose/parts";

bringLater(fetchLater);
mountFormDrafts();
mountEditor(chooseProse);

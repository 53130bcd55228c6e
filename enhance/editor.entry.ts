import "./no-eval";
import { mountEditor } from "@/components/editor/mount";
import { mountFormDrafts } from "@/components/editor/mount-form-drafts";
import { bringLater } from "@/components/editor/parts";
import { chooseProse } from "@/components/editor/prose/choose";
import { fetchLater } from "@/components/editor/prose/parts";

bringLater(fetchLater);
mountFormDrafts();
mountEditor(chooseProse);

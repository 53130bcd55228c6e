import "./no-eval";
import { mountEditor } from "@/components/editor/mount";
import { mountFormDrafts } from "@/components/editor/mount-form-drafts";

mountFormDrafts();
void mountEditor();

import "./no-eval";
import { mountFormDrafts } from "@/components/editor/mount-form-drafts";

mountFormDrafts();

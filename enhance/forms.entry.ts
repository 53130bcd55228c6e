import "./no-eval";
import { mountFormDrafts } from "@/components/editor/mount-form-drafts";
import { bringLater } from "@/components/editor/parts";

bringLater(() => import("@/components/editor/later"));
mountFormDrafts();

import "./no-eval";
import { chooseRecords } from "@/components/editor/choose-records";
import { mountEditor } from "@/components/editor/mount";
import { bringLater } from "@/components/editor/parts";

bringLater(() => import("@/components/editor/later"));
mountEditor(chooseRecords);

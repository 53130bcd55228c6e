import "./no-eval";
import { mountEditor } from "@/components/editor/mount";
import { bringLater } from "@/components/editor/parts";
import { chooseRecords } from "@/components/editor/records/choose";

bringLater(() => import("@/components/editor/later"));
mountEditor(chooseRecords);

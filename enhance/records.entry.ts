import "./no-eval";
import { chooseRecords } from "@/components/editor/choose-records";
import { mountEditor } from "@/components/editor/mount";
import { bringLater } from "@/components/editor/parts";
import { fetchLater } from "@/components/editor/records/parts";

bringLater(fetchLater);
mountEditor(chooseRecords);

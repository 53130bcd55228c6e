import "./no-eval";
import { mountEditor } from "@/components/editor/mount";

mountEditor();

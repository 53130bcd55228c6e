import { mountEditor } from "@/components/editor/mount";

mountEditor();

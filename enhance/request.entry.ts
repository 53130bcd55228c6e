import "./no-eval";
import { mountRequest } from "@/components/cooperation/request/mount";

mountRequest();

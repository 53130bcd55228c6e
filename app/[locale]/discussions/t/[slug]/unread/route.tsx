import { firstUnread, markReadForm } from "@/app/topics/unread";

/** Leads to the first unread reply of the member who asks, and takes from a page how far it was read. */
export const GET = firstUnread("discussions");
export const POST = markReadForm("discussions");

ALTER INDEX "search_entry_terms" SET (gin_pending_list_limit = 256);

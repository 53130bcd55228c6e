/** Where a form says what has become of what is typed into it, and offers what was left before; for scripts alone. */
export function FormDraftPlace({ data }: { data: string }) {
  return <div data-form-draft={data} />;
}

/** Where the script shows the state of a form's draft and offers earlier ones. */
export function FormDraftPlace({ data }: { data: string }) {
  return <div data-form-draft={data} />;
}

import { whenMe } from "./me";

/** The part of `GET /api/me` about the reader's votes: places of options, by poll. */
interface Me {
  votes?: Record<string, number[]>;
}

/** Shows in the polls of a document what its reader voted, which only their own screen knows without scripts. */
export function startPolls(): void {
  whenMe<Me>(({ votes = {} }) => {
    for (const poll of document.querySelectorAll<HTMLElement>("[data-poll]")) {
      const own = votes[poll.dataset.poll ?? ""] ?? [];
      if (own.length === 0) continue;
      const inputs = [...poll.querySelectorAll<HTMLInputElement>("input")];
      // What the reader chose before the answer came stays.
      if (inputs.every(({ checked }) => !checked))
        for (const input of inputs) input.checked = own.includes(Number(input.value));
      const said = poll.parentElement?.querySelector<HTMLElement>("[data-voted]");
      if (said) said.hidden = false;
    }
  });
}

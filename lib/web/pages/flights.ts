interface Flight<T> {
  began: number;
  outcome: Promise<T>;
}

/**
 * Draws each thing once for all who wait for it. Nobody is given less than what they may have seen: a reader takes the
 * outcome of a drawing that began after they came; of one that was under way already only what is checked to be still
 * right. So a reader waits for two drawings at most. Errors are outcomes like others and end with their drawing, and no
 * reader who goes away ends it.
 */
export class Flights<T> {
  private readonly current = new Map<string, Flight<T>>();
  private clock = 0;

  /** `check` answers what was drawn meanwhile if it is right now, `draw` draws it. */
  async answer(key: string, work: { check: () => Promise<T | null>; draw: () => Promise<T> }): Promise<T> {
    this.clock += 1;
    const came = this.clock;
    for (;;) {
      const under = this.current.get(key);
      if (under && under.began > came) return under.outcome;
      // One under way is waited for; without one, it may just have ended.
      await under?.outcome.catch(() => undefined);
      const checked = await work.check();
      if (checked !== null) return checked;
      if (!this.current.has(key)) return this.begin(key, work.draw).outcome;
    }
  }

  private begin(key: string, draw: () => Promise<T>): Flight<T> {
    this.clock += 1;
    const end = () => this.current.delete(key);
    const flight = { began: this.clock, outcome: draw().finally(end) };
    this.current.set(key, flight);
    return flight;
  }
}

interface Flight<T> {
  began: number;
  outcome: Promise<T>;
}

/**
 * Draws each thing once for all who wait for it. No reader gets an older state than they may have seen: they
 * get a drawing that began after they came, or one already running if it is checked to be current. So a
 * reader waits for two drawings at most. An error is a result like others and ends with its drawing; readers
 * who leave do not end it.
 */
export class Flights<T> {
  private readonly current = new Map<string, Flight<T>>();
  private clock = 0;

  /** `check` returns what was drawn meanwhile if it is current, `draw` draws it. */
  async answer(key: string, work: { check: () => Promise<T | null>; draw: () => Promise<T> }): Promise<T> {
    this.clock += 1;
    const came = this.clock;
    for (;;) {
      const under = this.current.get(key);
      if (under && under.began > came) return under.outcome;
      // Waits for a running drawing; without one, one may just have ended, so check first.
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

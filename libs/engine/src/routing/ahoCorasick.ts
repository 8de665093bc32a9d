/**
 * Finds all of many words in a text in one pass over the text (Aho & Corasick 1975): the cost of a message does not
 * grow with the number of keywords.
 */
export class AhoCorasick<Value> {
  // One table for all edges, keyed by state and UTF-16 unit: far smaller than a map per state.
  private readonly edges = new Map<number, number>();
  private readonly values: (Value[] | undefined)[] = [undefined];
  private readonly fallback: number[] = [0];
  /** The nearest state on the fallback chain that has values; 0 when there is none. */
  private readonly output: number[] = [0];
  private readonly parents: number[] = [0];
  private readonly units: number[] = [0];
  private readonly depths: number[] = [0];
  private linked = false;

  /** Adds a word; empty words are found nowhere. */
  add(word: string, value: Value): void {
    if (word === '') return;
    let state = 0;
    for (let index = 0; index < word.length; index += 1) {
      const unit = word.charCodeAt(index);
      const key = state * UNITS + unit;
      let next = this.edges.get(key);
      if (next === undefined) {
        next = this.values.length;
        this.edges.set(key, next);
        this.values.push(undefined);
        this.fallback.push(0);
        this.output.push(0);
        this.parents.push(state);
        this.units.push(unit);
        this.depths.push(this.depths[state]! + 1);
      }
      state = next;
    }
    (this.values[state] ??= []).push(value);
    this.linked = false;
  }

  /** Calls `found` for every occurrence; a word that stands twice is reported twice. */
  search(text: string, found: (value: Value) => void): void {
    if (this.values.length === 1) return;
    if (!this.linked) this.link();
    let state = 0;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      let next = this.edges.get(state * UNITS + unit);
      while (next === undefined && state !== 0) {
        state = this.fallback[state]!;
        next = this.edges.get(state * UNITS + unit);
      }
      state = next ?? 0;
      let hit = this.values[state] ? state : this.output[state]!;
      while (hit !== 0) {
        for (const value of this.values[hit]!) found(value);
        hit = this.output[hit]!;
      }
    }
  }

  /** Computes where to go on after a mismatch, shallow states first. */
  private link(): void {
    const order = this.values.map((_, state) => state).sort((a, b) => this.depths[a]! - this.depths[b]!);
    for (const state of order) {
      if (this.depths[state]! <= 1) continue;
      const unit = this.units[state]!;
      let from = this.fallback[this.parents[state]!]!;
      let target = this.edges.get(from * UNITS + unit);
      while (target === undefined && from !== 0) {
        from = this.fallback[from]!;
        target = this.edges.get(from * UNITS + unit);
      }
      this.fallback[state] = target ?? 0;
      const back = this.fallback[state]!;
      this.output[state] = this.values[back] ? back : this.output[back]!;
    }
    this.linked = true;
  }
}

/** UTF-16 units there are; state × this + unit stays far below 2^53. */
const UNITS = 65_536;

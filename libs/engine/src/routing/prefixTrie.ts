/** Finds every word of a set that a text starts with, in one walk along the text. */
export class PrefixTrie<Value> {
  private readonly edges = new Map<number, number>();
  private readonly values: (Value[] | undefined)[] = [undefined];

  /** Adds a word; the empty word starts nothing. */
  add(word: string, value: Value): void {
    if (word === '') return;
    let state = 0;
    for (let index = 0; index < word.length; index += 1) {
      const key = state * UNITS + word.charCodeAt(index);
      let next = this.edges.get(key);
      if (next === undefined) {
        next = this.values.length;
        this.edges.set(key, next);
        this.values.push(undefined);
      }
      state = next;
    }
    (this.values[state] ??= []).push(value);
  }

  search(text: string, found: (value: Value) => void): void {
    let state = 0;
    for (let index = 0; index < text.length; index += 1) {
      const next = this.edges.get(state * UNITS + text.charCodeAt(index));
      if (next === undefined) return;
      state = next;
      const values = this.values[state];
      if (values) for (const value of values) found(value);
    }
  }
}

const UNITS = 65_536;

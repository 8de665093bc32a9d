/** The newest entries of a log, oldest first. */
export class Ring<T> {
  private entries: T[] = [];

  constructor(readonly keep: number) {}

  add(entry: T): void {
    this.entries.push(entry);
    if (this.entries.length >= this.keep * 2) this.entries = this.entries.slice(-this.keep);
  }

  list(): T[] {
    return this.entries.slice(-this.keep);
  }

  find(wanted: (entry: T) => boolean): T | undefined {
    return this.entries.findLast(wanted);
  }

  clear(): void {
    this.entries = [];
  }
}

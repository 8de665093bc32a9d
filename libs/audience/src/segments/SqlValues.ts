/** Values of a statement in the making. What people typed only ever gets into SQL through here. */
export class SqlValues {
  readonly values: unknown[] = [];

  /** @param from number of the first parameter, e.g. 3 when the statement has `$1` and `$2` of its own */
  constructor(private readonly from: number) {}

  /** @returns the parameter with its type, e.g. `$3::text[]` */
  add(value: unknown, type: 'uuid' | 'uuid[]' | 'text' | 'text[]' | 'float8' | 'timestamptz'): string {
    this.values.push(type === 'timestamptz' ? new Date(value as number).toISOString() : value);
    return `$${this.from + this.values.length - 1}::${type}`;
  }
}

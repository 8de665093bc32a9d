import { edgesNameTheirPort } from './2026-11-21-edges-name-their-port';

/** Lifts raw JSON of one format to the next. */
export interface Migration {
  /** Date and reason; also the name of its before/after files in `test/migrations`. */
  name: string;
  /** The format it takes; it gives the next one. */
  from: number;
  /** Works on a private copy of JSON that nobody has validated: touches what it knows and leaves the rest to the schema. */
  migrate(raw: Record<string, unknown>): Record<string, unknown>;
}

/** Every migration there ever was, oldest first; `from` counts up without a gap. */
export const MIGRATIONS: readonly Migration[] = [edgesNameTheirPort];

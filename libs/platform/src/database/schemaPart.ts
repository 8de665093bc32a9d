/** A TypeORM entity or migration class; TypeORM makes the instances. */
export type ClassOf<T = object> = new (...args: never[]) => T;

/** What one lib brings to the database; the server joins the parts of all libs. */
export interface SchemaPart {
  entities: ClassOf[];
  /** TypeORM migrations; their names end in a timestamp (13 digits), which orders them across libs. */
  migrations: ClassOf[];
}

/** Join the parts of several libs into one. */
export function joinSchemas(...parts: SchemaPart[]): SchemaPart {
  return { entities: parts.flatMap((part) => part.entities), migrations: parts.flatMap((part) => part.migrations) };
}

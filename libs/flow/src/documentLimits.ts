// What a flow document may hold. Generous for people, small enough that every check stays linear and short (F26, F27).
/** Nodes of one flow. */
export const MAX_NODES = 5_000;
/** Edges of one flow. */
export const MAX_EDGES = 50_000;
/** Objects and lists inside each other, the document itself counted. `JSON.stringify` dies at about 10,000. */
export const MAX_DOCUMENT_DEPTH = 64;
/** Values of all kinds in one document. */
export const MAX_DOCUMENT_VALUES = 1_000_000;
/** Faults reported at once; nobody mends more in one go. */
export const MAX_PROBLEMS = 100;

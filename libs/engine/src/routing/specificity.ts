/**
 * How exactly a trigger matched; among triggers of the same priority the larger wins. Runners of triggers without
 * keywords answer with one of these too (a postback rule: `equals` or `startsWith`; a message type: `any`).
 */
export const SPECIFICITY = { equals: 500, startsWith: 400, contains: 300, pattern: 200, any: 100 } as const;

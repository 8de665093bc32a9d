/** A text bubble as the form makes it. */
export function textBlock(text: unknown): { type: 'text'; data: { text: never; quickReplies: never[]; ifTooLate: 'drop' } } {
  return { type: 'text', data: { text: text as never, quickReplies: [], ifTooLate: 'drop' } };
}

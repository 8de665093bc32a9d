import type { BuildContext } from './buildContext';

/**
 * The token of the message that is being answered, when the step wants to quote it and it can be quoted (FACTS §7
 * "Quotable"). Only a message has one: after a tap or a delay nothing is quoted, and the trace says so.
 */
export function quoteToken(wanted: boolean | undefined, context: BuildContext): { quoteToken?: string } {
  if (!wanted) return {};
  const token = context.render('{{ message.quoteToken }}').trim();
  if (token !== '') return { quoteToken: token };
  context.trace('nothingToQuote');
  return {};
}

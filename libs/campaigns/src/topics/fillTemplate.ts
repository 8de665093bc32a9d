import type { Block, FeedItem } from '@chatloom/contract';

/** What a topic says of an item when nobody designed anything. */
export const DEFAULT_TEMPLATE: Block[] = [{ type: 'text', data: { text: '{{item.title}}\n{{item.link}}', ifTooLate: 'push' } }];

const ITEM = /\{\{\s*item\.(title|link|summary|date)\s*\}\}/g;

/**
 * The template with an item in it. What the item says is words, never a template of its own: its braces are pulled apart.
 * @param timeZone of the date
 */
export function fillTemplate(template: readonly Block[], item: Pick<FeedItem, 'title' | 'link' | 'summary'> & { publishedAt?: string | null }, timeZone: string): Block[] {
  const date = item.publishedAt ? new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(item.publishedAt)) : '';
  const values: Record<string, string> = { title: item.title, link: item.link, summary: item.summary, date };
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(ITEM, (_whole, name: string) => values[name]!.replaceAll('{{', '{ {')).trim();
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each)]));
    return value;
  };
  return (template.length > 0 ? template : DEFAULT_TEMPLATE).map(({ type, data }) => ({ type, data: fill(data) as Block['data'] }));
}

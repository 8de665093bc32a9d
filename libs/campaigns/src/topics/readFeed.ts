import type { FeedItem } from '@chatloom/contract';
import { XMLParser } from 'fast-xml-parser';

/** Items looked at; feeds list the newest first. */
const ITEMS_MAX = 100;
const TITLE_MAX = 200;
const SUMMARY_MAX = 500;

/** What came is no RSS, Atom or JSON Feed. The message is for people. */
export class NotAFeedError extends Error {}

/**
 * The items of an RSS (0.9 to 2.0), Atom or JSON feed, in the feed's order. Written for hostile input: entities are never expanded beyond the five of XML
 * and numbers, a document that declares its own is refused, markup in texts is taken away.
 *
 * @param contentType header of the answer; its charset wins over that of the XML declaration
 * @throws NotAFeedError
 */
export function readFeed(body: Buffer, contentType = ''): FeedItem[] {
  const text = decode(body, contentType).replace(/^\uFEFF/, '').trim();
  const items = text.startsWith('{') ? jsonItems(text) : xmlItems(text);
  return items.slice(0, ITEMS_MAX).flatMap((item) => tidy(item) ?? []);
}

interface RawItem {
  id?: unknown;
  title?: unknown;
  link?: unknown;
  summary?: unknown;
  date?: unknown;
}

function decode(body: Buffer, contentType: string): string {
  const named = /charset=["']?([\w.:-]+)/i.exec(contentType)?.[1] ?? /^[^>]{0,200}encoding=["']([\w.:-]+)["']/.exec(body.subarray(0, 300).toString('latin1'))?.[1];
  try {
    return new TextDecoder(named ?? 'utf-8').decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

function jsonItems(text: string): RawItem[] {
  let feed: unknown;
  try {
    feed = JSON.parse(text);
  } catch {
    throw new NotAFeedError('What is at this address is cut off or no feed.');
  }
  const { items } = feed as { items?: unknown };
  if (!Array.isArray(items)) throw new NotAFeedError('This JSON is no feed: it has no list "items".');
  return items.filter(isObject).map((item) => ({
    id: item.id ?? item.url, title: item.title, link: item.url ?? item.external_url, summary: item.summary ?? item.content_text ?? item.content_html, date: item.date_published,
  }));
}

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', processEntities: false, parseTagValue: false, parseAttributeValue: false, removeNSPrefix: false, trimValues: true });

function xmlItems(text: string): RawItem[] {
  if (/<!ENTITY/i.test(text)) throw new NotAFeedError('This feed declares entities of its own, which are not read.');
  if (!text.startsWith('<')) throw new NotAFeedError('What is at this address is no feed.');
  let root: unknown;
  try {
    root = parser.parse(text);
  } catch {
    throw new NotAFeedError('What is at this address is cut off or no feed.');
  }
  if (!isObject(root)) throw new NotAFeedError('What is at this address is no feed.');
  const { rss, feed } = root;
  const rdf = root['rdf:RDF'];
  if (isObject(rss) && isObject(rss.channel)) return listOf(rss.channel.item).map(rssItem);
  if (isObject(rdf)) return listOf(rdf.item).map(rssItem);
  if (isObject(feed)) return listOf(feed.entry).map(atomItem);
  throw new NotAFeedError('What is at this address is a page, but no feed. Look for a link named RSS on it.');
}

function rssItem(item: Record<string, unknown>): RawItem {
  return { id: item.guid ?? item.link, title: item.title, link: item.link, summary: item.description ?? item['content:encoded'], date: item.pubDate ?? item['dc:date'] };
}

function atomItem(entry: Record<string, unknown>): RawItem {
  const links = listOf(entry.link);
  const link = links.find((each) => (each['@rel'] ?? 'alternate') === 'alternate') ?? links[0];
  return { id: entry.id, title: entry.title, link: link?.['@href'], summary: entry.summary ?? entry.content, date: entry.published ?? entry.updated };
}

function tidy(raw: RawItem): FeedItem | undefined {
  const title = cut(plain(wordsOf(raw.title)), TITLE_MAX);
  const summary = cut(plain(wordsOf(raw.summary)), SUMMARY_MAX);
  const address = unescapeXml(wordsOf(raw.link)).trim();
  const link = /^https?:\/\//i.test(address) && URL.canParse(address) && address.length <= 1_000 ? address : '';
  const key = wordsOf(raw.id).trim().slice(0, 500) || link || title;
  if (key === '' || (title === '' && summary === '')) return undefined;
  const at = Date.parse(wordsOf(raw.date));
  return { key, title: title || cut(summary, TITLE_MAX), link, summary, publishedAt: Number.isNaN(at) ? null : new Date(at).toISOString() };
}

/** The words of a value that may be text, a number, or an element with attributes. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return wordsOf(value[0]);
  return isObject(value) ? wordsOf(value['#text'] ?? '') : '';
}

/** Text without markup: what is escaped once in XML is often HTML. */
function plain(text: string): string {
  const html = unescapeXml(text).replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ').replace(/<[^<>]*>/g, ' ');
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is taken away
  return unescapeXml(html).replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()]!;
    const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
    return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

function cut(text: string, max: number): string {
  const signs = [...text];
  return signs.length <= max ? text : `${signs.slice(0, max - 1).join('')}…`;
}

function listOf(value: unknown): Record<string, unknown>[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter(isObject);
}

function isObject(value: unknown): value is Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

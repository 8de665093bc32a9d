import type { FeedError, FeedItem } from '@chatloom/contract';
import { type GuardedFetcher, GuardedFetchError } from '@chatloom/platform';
import { NotAFeedError, readFeed } from './readFeed';

/** What the server said about the version it gave last. */
export interface FeedVersion {
  etag: string | null;
  modified: string | null;
}
export type FeedReading = { kind: 'items'; items: FeedItem[]; version: FeedVersion } | { kind: 'unchanged' } | { kind: 'failed'; error: FeedError };

const ACCEPT = 'application/rss+xml, application/atom+xml, application/feed+json, application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';
const HEADER_MAX = 500;

/** Reads an address that somebody else chose, through the guard: never an internal one, bounded in time, size and redirects. Never throws. */
export class FeedReader {
  constructor(private readonly fetcher: Pick<GuardedFetcher, 'fetch'>) {}

  async read(url: string, known: FeedVersion = { etag: null, modified: null }): Promise<FeedReading> {
    try {
      const headers: Record<string, string> = { accept: ACCEPT, 'user-agent': 'Chatloom feed reader' };
      if (known.etag !== null) headers['if-none-match'] = known.etag;
      if (known.modified !== null) headers['if-modified-since'] = known.modified;
      const answer = await this.fetcher.fetch(url, { headers });
      if (answer.status === 304) return { kind: 'unchanged' };
      if (answer.status !== 200) return failed('status', `The address answers with ${answer.status}.`);
      const items = readFeed(answer.body, answer.headers['content-type']);
      return { kind: 'items', items, version: { etag: header(answer.headers['etag']), modified: header(answer.headers['last-modified']) } };
    } catch (error) {
      if (error instanceof NotAFeedError) return failed('notAFeed', error.message);
      if (error instanceof GuardedFetchError) return failed(error.reason, error.message);
      return failed('network', 'The address could not be read.');
    }
  }
}

function failed(code: FeedError['code'], message: string): FeedReading {
  return { kind: 'failed', error: { code, message } };
}

function header(value: string | undefined): string | null {
  return value && value.length <= HEADER_MAX ? value : null;
}

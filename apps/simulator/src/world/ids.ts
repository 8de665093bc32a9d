import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** A fresh UUID, the shape of `x-line-request-id`. */
export const newRequestId = (): string => randomUUID();

/** 32 hex digits, today's shape of reply tokens (FACTS §1). */
export const newReplyToken = (): string => randomUUID().replaceAll('-', '');

/** FACTS §1. */
export const newRichMenuId = (): string => `richmenu-${newReplyToken()}`;

/** `U`, `C` or `R` with 32 hex digits (FACTS §1). */
export const newChatId = (letter: 'U' | 'C' | 'R'): string => letter + newReplyToken();

/** The bot user ID of a channel that was registered without one: always the same for the same channel. */
export function botUserIdOf(channelId: string): string {
  return `U${createHash('md5').update(`bot of ${channelId}`).digest('hex')}`;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: 10 characters of time, 16 of chance; sorts by time. */
export function newUlid(now: number): string {
  let time = '';
  for (let rest = now, i = 0; i < 10; i++) {
    time = CROCKFORD[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  let chance = '';
  for (const byte of randomBytes(16)) chance += CROCKFORD[byte & 31];
  return time + chance;
}

/**
 * Message ids: 18 digits as text, growing, never the same twice. 13 digits come from the clock at the start and 5 are
 * counted, so that ids given out before a restart are not given out again.
 */
export class MessageIds {
  private counted = 0;

  constructor(private high: number) {}

  next(): string {
    if (this.counted === 100_000) {
      this.counted = 0;
      this.high++;
    }
    return this.high + String(this.counted++).padStart(5, '0');
  }
}

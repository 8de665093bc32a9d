import type { LineMessage } from '@chatloom/engine';
import { ALT_TEXT_MAX_UTF16, fitText } from '@chatloom/messages';
import { sayDay, sayMoment } from '../frame/sayDate';
import { type IssuedRow, stateOf } from './IssuedRow';
import { sayVoucher } from './voucherWords';

/** For whom vouchers are drawn. */
export interface VoucherReader {
  language: string | undefined;
  /** Of the bot: a voucher is good through a day of its clocks. */
  timeZone: string;
  now: number;
  /** Address of the page on which it is redeemed; null where others look on, because whoever has it acts as the person. */
  pageUrl(issued: IssuedRow): string | null;
  /** Postback data of "look again"; null where others look on. */
  lookAgain(issued: IssuedRow): string | null;
  note?: string;
}

const INK = '#1B2228';
const SOFT = '#51606C';
const ACCENT = '#0B7A3B';
const PAPER = '#E8F7EE';
const GREY = '#E3E8EC';
/** The rest is on its page. */
const TEXT_LINES = 4;

/** One voucher as a Flex bubble (FACTS §8), several as a carousel; at most ten are drawn. @param issued at least one */
export function drawVouchers(issued: readonly IssuedRow[], reader: VoucherReader): LineMessage {
  const { language } = reader;
  const bubbles = issued.slice(0, 10).map((one) => bubble(one, reader));
  const words = issued.length === 1 ? sayVoucher(language, 'coupon', issued[0]!.document.title) : sayVoucher(language, 'coupons', issued.length);
  return { type: 'flex', altText: fitText(words, ALT_TEXT_MAX_UTF16, 'utf16'), contents: bubbles.length === 1 ? bubbles[0] : { type: 'carousel', contents: bubbles } } as LineMessage;
}

function bubble(issued: IssuedRow, reader: VoucherReader): object {
  const { document } = issued;
  const { note } = reader;
  const isOpen = stateOf(issued, reader.now) === 'issued';
  const contents: unknown[] = [];
  if (document.value !== '') {
    contents.push({
      type: 'box', layout: 'vertical', cornerRadius: '8px', paddingAll: '12px', backgroundColor: isOpen ? PAPER : GREY,
      contents: [text(document.value, { size: 'xxl', weight: 'bold', align: 'center', color: isOpen ? ACCENT : SOFT, wrap: true, ...(!isOpen && { decoration: 'line-through' }) })],
    });
  }
  contents.push(text(document.title, { size: 'lg', weight: 'bold', color: INK, wrap: true, ...(document.value !== '' && { margin: 'md' }) }));
  if (note) contents.push(text(note, { size: 'sm', color: ACCENT, wrap: true, margin: 'sm' }));
  if (document.text !== '') contents.push(text(document.text, { size: 'sm', color: INK, wrap: true, maxLines: TEXT_LINES, margin: 'sm' }));
  contents.push({ type: 'separator', margin: 'lg', color: GREY });
  contents.push(text(standing(issued, reader), { size: 'xs', color: SOFT, wrap: true, margin: 'md' }));
  const footer = buttons(issued, reader, isOpen);
  return {
    type: 'bubble',
    ...(document.imageUrl !== null && { hero: { type: 'image', url: document.imageUrl, size: 'full', aspectRatio: '20:13', aspectMode: 'cover' } }),
    body: { type: 'box', layout: 'vertical', contents },
    ...(footer.length > 0 && { footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: footer } }),
  };
}

/** How long it is good, or what became of it. */
function standing(issued: IssuedRow, { language, timeZone, now }: VoucherReader): string {
  const { redeemedAt, expiresAt } = issued;
  if (redeemedAt !== null) return sayVoucher(language, 'redeemedOn', sayMoment(redeemedAt.getTime(), language, timeZone));
  if (expiresAt === null) return sayVoucher(language, 'always');
  // It ends with the midnight after its last day.
  return sayVoucher(language, stateOf(issued, now) === 'expired' ? 'hasExpired' : 'through', sayDay(expiresAt.getTime() - 1, language, timeZone));
}

function buttons(issued: IssuedRow, { language, pageUrl, lookAgain }: VoucherReader, isOpen: boolean): unknown[] {
  const url = pageUrl(issued);
  const data = lookAgain(issued);
  return [
    ...(url === null ? [] : [{ type: 'button', height: 'sm', ...(isOpen ? { style: 'primary', color: ACCENT } : { style: 'secondary' }), action: { type: 'uri', label: sayVoucher(language, isOpen ? 'redeem' : 'show'), uri: url } }]),
    ...(data === null || !isOpen ? [] : [{ type: 'button', style: 'link', height: 'sm', action: { type: 'postback', label: sayVoucher(language, 'look'), data, displayText: sayVoucher(language, 'look') } }]),
  ];
}

function text(words: string, look: Record<string, unknown>): unknown {
  return { type: 'text', text: words, ...look };
}

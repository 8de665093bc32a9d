import { UI_LANGUAGES, type UiLanguage } from '@chatloom/contract';
import type { OpenedSource } from '@chatloom/audience';
import { createHash } from 'node:crypto';

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #fff; --line: #d9dee4; --go: #06793f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebef; --soft: #a2abb5; --paper: #16191d; --line: #343a41; --go: #078045; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, sans-serif; padding: 24px 16px; }
main { max-width: 26rem; width: 100%; text-align: center; }
h1 { font-size: 1.375rem; line-height: 1.35; margin: 0 0 12px; text-wrap: balance; overflow-wrap: anywhere; }
p { margin: 0 0 16px; color: var(--soft); text-wrap: balance; }
h1, p { word-break: auto-phrase; }
a { display: block; background: var(--go); color: #fff; border-radius: 12px; padding: 14px 20px; font-weight: 600; text-decoration: none; margin: 24px 0; }
a:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
code { display: block; font: 600 1.125rem/1.4 ui-monospace, monospace; color: var(--ink); border: 1px solid var(--line); border-radius: 12px; padding: 12px; margin: 0 0 16px; overflow-wrap: anywhere; user-select: all; }
img { width: 200px; height: 200px; background: #fff; border-radius: 12px; margin: 8px 0; }
`;
/** The page's own style is allowed by its hash, and nothing else. */
export const FRIEND_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

interface Words {
  title: (account: string) => string;
  explain: string;
  button: string;
  byHand: string;
  desktop: string;
  qr: string;
  simulator: string;
  gone: string;
  goneWhy: string;
}
const WORDS: Record<UiLanguage, Words> = {
  en: {
    title: (account) => `Chat with ${account} on LINE`,
    explain: 'LINE opens with a short message already written. Just send it: it tells us where you come from.',
    button: 'Open LINE',
    byHand: 'If nothing is written there, add the account as a friend and send this:',
    desktop: 'On a computer: scan this with your phone.',
    qr: 'QR code of this page',
    simulator: 'This belongs to a test channel. Send this in the phone beside the canvas:',
    gone: 'This link is not in use any more',
    goneWhy: 'Please ask whoever gave it to you for a new one.',
  },
  'zh-TW': {
    title: (account) => `在 LINE 上與「${account}」聊天`,
    explain: 'LINE 開啟後會有一則已經寫好的短訊息，直接傳送即可，這樣我們就知道您從哪裡來。',
    button: '開啟 LINE',
    byHand: '如果沒有出現文字，請先將帳號加為好友，再傳送以下內容：',
    desktop: '使用電腦時，請用手機掃描這個條碼。',
    qr: '本頁的 QR Code',
    simulator: '這是測試頻道的連結。請在畫布旁的手機中傳送：',
    gone: '這個連結已停止使用',
    goneWhy: '請向提供連結的人索取新的連結。',
  },
  ja: {
    title: (account) => `LINEで「${account}」とトーク`,
    explain: 'LINEを開くと、短いメッセージが入力された状態になります。そのまま送信してください。どこからお越しになったかが分かります。',
    button: 'LINEを開く',
    byHand: '何も入力されていないときは、アカウントを友だちに追加して、次の文字を送信してください。',
    desktop: 'パソコンの場合は、スマートフォンで読み取ってください。',
    qr: 'このページのQRコード',
    simulator: 'テスト用チャネルのリンクです。キャンバス横のスマートフォンで次の文字を送信してください。',
    gone: 'このリンクは現在使われていません',
    goneWhy: 'リンクを受け取った相手に、新しいリンクをお尋ねください。',
  },
  th: {
    title: (account) => `แชตกับ ${account} บน LINE`,
    explain: 'เมื่อ LINE เปิดขึ้นจะมีข้อความสั้น ๆ พิมพ์ไว้แล้ว เพียงกดส่ง เราจะได้รู้ว่าคุณมาจากที่ใด',
    button: 'เปิด LINE',
    byHand: 'หากไม่มีข้อความ ให้เพิ่มบัญชีเป็นเพื่อนแล้วส่งข้อความนี้:',
    desktop: 'หากใช้คอมพิวเตอร์ ให้สแกนด้วยโทรศัพท์',
    qr: 'คิวอาร์โค้ดของหน้านี้',
    simulator: 'ลิงก์นี้เป็นของช่องทดสอบ ส่งข้อความนี้ในโทรศัพท์ข้างผังงาน:',
    gone: 'ลิงก์นี้ไม่ได้ใช้งานแล้ว',
    goneWhy: 'โปรดขอลิงก์ใหม่จากผู้ที่ให้ลิงก์นี้แก่คุณ',
  },
};

/**
 * The page behind the address of a friend source: what will happen, and the button. An address that opens an app must be
 * tapped; a page that forwards by itself opens LINE's web page instead on many phones.
 * @param qr the QR code of the page as SVG, for people who are at a computer; null on phones
 */
export function friendPage(source: OpenedSource | null, language: UiLanguage, qr: string | null): string {
  const words = WORDS[language];
  if (!source) return page(language, words.gone, `<h1>${words.gone}</h1><p>${words.goneWhy}</p>`);
  const title = escapeHtml(words.title(source.accountName));
  const message = `<code>${escapeHtml(source.message)}</code>`;
  const code = qr === null ? '' : `<p>${words.desktop}</p><img alt="${words.qr}" src="data:image/svg+xml;base64,${Buffer.from(qr).toString('base64')}">`;
  const body = source.lineUrl === null ? `<p>${words.simulator}</p>${message}` : `<p>${words.explain}</p><a href="${escapeHtml(source.lineUrl)}">${words.button}</a><p>${words.byHand}</p>${message}${code}`;
  return page(language, title, `<h1>${title}</h1>${body}`);
}

/** The first language of the browser that the page speaks. */
export function pageLanguage(acceptLanguage: string | undefined): UiLanguage {
  for (const wanted of (acceptLanguage ?? '').split(',').map((part) => part.split(';')[0]!.trim().toLowerCase())) {
    const found = UI_LANGUAGES.find((language) => language.toLowerCase() === wanted || language.split('-')[0] === wanted.split('-')[0]);
    if (found) return found;
  }
  return 'en';
}

function page(language: UiLanguage, title: string, body: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Languages of the pages, those of the studio. */
export type PageLanguage = 'en' | 'zh-TW' | 'ja' | 'th';
const LANGUAGES: readonly PageLanguage[] = ['en', 'zh-TW', 'ja', 'th'];

/** A sentence in the reader's language; `{n}` and `{name}` are filled in. */
export type Say<Word extends string> = (language: PageLanguage, word: Word, values?: { n?: string | number; name?: string }) => string;

/** What one kind of page says, complete in every language. Each kind brings its own words, so that nobody loads those of others. */
export function sayer<const Word extends string>(words: { en: Record<Word, string> } & Record<PageLanguage, Record<NoInfer<Word>, string>>): Say<Word> {
  return (language, word, values = {}) => words[language][word].replaceAll(/{(n|name)}/g, (_, which: 'n' | 'name') => String(values[which] ?? ''));
}

/** Words of the frame, and those that several kinds share. */
export const say = sayer({
  en: {
    loading: 'Loading …', gone: 'There is nothing at this address (any more).', goneHelp: 'Ask whoever gave it to you for a new one.', offline: 'The connection is lost. Trying again …',
    full: 'Full screen', smaller: 'Leave full screen', secondsLeft: '{n} s left', minutesLeft: '{n} min left', hoursLeft: '{n} h left', daysLeft: '{n} days left',
    qr: 'QR code that opens the account in LINE', told: '{name}: {n}', somebody: 'A player', prizes: 'Prizes', winners: 'Winners', fair: 'Is this fair?',
    checking: 'Checking …', checkFailed: 'The check could not be made. Please try again.',
    network: 'That did not arrive. Please try again.', throttled: 'That was too fast. Wait a moment, then try again.', terms: 'Terms', forName: 'For {name}', till: 'Good until {n}',
  },
  'zh-TW': {
    loading: '載入中…', gone: '這個網址已經沒有內容了。', goneHelp: '請向提供網址的人索取新的網址。', offline: '連線中斷，正在重試…', full: '全螢幕', smaller: '離開全螢幕', secondsLeft: '剩 {n} 秒', minutesLeft: '剩 {n} 分鐘', hoursLeft: '剩 {n} 小時',
    daysLeft: '剩 {n} 天', qr: '在 LINE 開啟帳號的 QR 碼', told: '{name}：{n}', somebody: '一位玩家', prizes: '獎項', winners: '得獎者', fair: '公平嗎？', checking: '核對中…', checkFailed: '無法核對，請再試一次。',
    network: '沒有送達，請再試一次。', throttled: '太快了，請稍候再試。', terms: '活動條款', forName: '{name} 專屬', till: '有效期限：{n}',
  },
  ja: {
    loading: '読み込み中…', gone: 'このアドレスには何もありません。', goneHelp: '教えてくれた人に新しいアドレスを聞いてください。', offline: '接続が切れました。再接続しています…', full: '全画面', smaller: '全画面を終了', secondsLeft: '残り{n}秒', minutesLeft: '残り{n}分',
    hoursLeft: '残り{n}時間', daysLeft: '残り{n}日', qr: 'LINEでアカウントを開くQRコード', told: '{name}：{n}', somebody: '参加者', prizes: '賞', winners: '当選者', fair: '公平ですか？', checking: '確認中…',
    checkFailed: '確認できませんでした。もう一度お試しください。',
    network: '送信できませんでした。もう一度お試しください。', throttled: '操作が早すぎます。少し待ってからお試しください。', terms: '規約', forName: '{name}さん専用', till: '有効期限：{n}',
  },
  th: {
    loading: 'กำลังโหลด…', gone: 'ไม่มีอะไรที่ที่อยู่นี้ (แล้ว)', goneHelp: 'ขอที่อยู่ใหม่จากผู้ที่ให้มา', offline: 'การเชื่อมต่อหลุด กำลังลองใหม่…', full: 'เต็มจอ', smaller: 'ออกจากเต็มจอ',
    secondsLeft: 'เหลือ {n} วินาที', minutesLeft: 'เหลือ {n} นาที', hoursLeft: 'เหลือ {n} ชม.', daysLeft: 'เหลือ {n} วัน', qr: 'QR โค้ดที่เปิดบัญชีใน LINE', told: '{name}: {n}', somebody: 'ผู้เล่น',
    prizes: 'รางวัล', winners: 'ผู้ชนะ', fair: 'ยุติธรรมไหม?', checking: 'กำลังตรวจสอบ…', checkFailed: 'ตรวจสอบไม่ได้ โปรดลองอีกครั้ง',
    network: 'ส่งไม่สำเร็จ โปรดลองอีกครั้ง', throttled: 'เร็วเกินไป รอสักครู่แล้วลองใหม่', terms: 'เงื่อนไข', forName: 'สำหรับ {name}', till: 'ใช้ได้ถึง {n}',
  },
});

/** The first of the browser's languages that is one of ours; English when none is. */
export function pageLanguage(wishes: readonly string[] = navigator.languages): PageLanguage {
  for (const wish of wishes) {
    const base = wish.toLowerCase().split('-')[0]!;
    const found = LANGUAGES.find((one) => one.toLowerCase().split('-')[0] === base);
    if (found) return found;
  }
  return 'en';
}

/** The designer's words for a reader: one text for all, or one per language. @param fallback the language of the bot */
export function textFor(text: string | Record<string, string>, language: PageLanguage, fallback: string): string {
  if (typeof text === 'string') return text;
  const base = (tag: string) => tag.toLowerCase().split('-')[0];
  const entries = Object.entries(text);
  const found = [language, fallback].flatMap((wanted) => entries.filter(([tag]) => base(tag) === base(wanted)))[0];
  return (found ?? entries[0])?.[1] ?? '';
}

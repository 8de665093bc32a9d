import { baseLanguage } from '../frame/gameWords';

/** What stamp cards and answers about them say besides the team's words. `{n}` and `{of}` are filled in by `sayStamp`. */
const WORDS = {
  en: {
    card: 'Stamp card: {n}', count: '{n} of {of} stamps', toGo: '{n} more to go', oneToGo: 'Only one more!', isFull: 'Your card is full!', reward: 'For a full card: {n}', filled: 'Cards filled so far: {n}', page: 'Open my card', look: 'Show again',
    through: 'Good through {n}', stamped: 'Stamped!', full: 'Stamped – and your card is full!', limitReached: 'No more stamps for now. The next one is possible from {n}.', done: 'You have filled this card already. Thank you!', expired: 'This stamp card is over.',
    notOpen: 'There are no stamps at present.', owed: 'Your reward has run out for the moment. You get it as soon as there is more.', codeOld: 'This code is no longer valid. Please scan the one that is shown now.', gift: 'Gift',
  },
  zh: {
    card: '集點卡：{n}', count: '已集 {n}／{of} 點', toGo: '還差 {n} 點', oneToGo: '只差 1 點！', isFull: '集滿了！', reward: '集滿可獲得：{n}', filled: '目前已集滿 {n} 張', page: '開啟我的集點卡', look: '再次顯示',
    through: '有效期限至 {n}', stamped: '集點成功！', full: '集點成功，整張集滿了！', limitReached: '目前無法再集點，下次可集點時間：{n}。', done: '您已經集滿這張卡，謝謝！', expired: '這張集點卡已經結束。',
    notOpen: '目前沒有開放集點。', owed: '獎勵暫時發完了，補充後會立即送給您。', codeOld: '這個條碼已失效，請掃描現在顯示的條碼。', gift: '禮',
  },
  ja: {
    card: 'スタンプカード：{n}', count: '{of}個中{n}個', toGo: 'あと{n}個', oneToGo: 'あと1個！', isFull: 'カードがいっぱいになりました！', reward: '特典：{n}', filled: 'これまでに達成したカード：{n}枚', page: 'カードを開く', look: 'もう一度表示',
    through: '{n}まで有効', stamped: 'スタンプを押しました！', full: 'スタンプ達成！カードがいっぱいになりました！', limitReached: '今はこれ以上押せません。次は{n}から押せます。', done: 'このカードは達成済みです。ありがとうございました！', expired: 'このスタンプカードは終了しました。',
    notOpen: '現在スタンプは受け付けていません。', owed: '特典は品切れ中です。補充され次第お届けします。', codeOld: 'このコードは無効になりました。今表示されているコードを読み取ってください。', gift: '特典',
  },
  th: {
    card: 'บัตรสะสมแต้ม: {n}', count: 'สะสมแล้ว {n} จาก {of} ดวง', toGo: 'อีก {n} ดวง', oneToGo: 'อีกดวงเดียว!', isFull: 'สะสมครบแล้ว!', reward: 'เมื่อครบจะได้รับ: {n}', filled: 'สะสมครบแล้ว {n} ใบ', page: 'เปิดบัตรของฉัน', look: 'แสดงอีกครั้ง',
    through: 'ใช้ได้ถึง {n}', stamped: 'ได้รับแสตมป์แล้ว!', full: 'ได้รับแสตมป์แล้ว และสะสมครบแล้ว!', limitReached: 'ตอนนี้ยังรับแสตมป์เพิ่มไม่ได้ รับได้อีกครั้งตั้งแต่ {n}', done: 'คุณสะสมครบแล้ว ขอบคุณ!', expired: 'บัตรสะสมแต้มนี้สิ้นสุดแล้ว',
    notOpen: 'ขณะนี้ยังไม่เปิดให้สะสม', owed: 'ของรางวัลหมดชั่วคราว คุณจะได้รับทันทีที่มีเพิ่ม', codeOld: 'โค้ดนี้ใช้ไม่ได้แล้ว โปรดสแกนโค้ดที่แสดงอยู่ตอนนี้', gift: 'ฟรี',
  },
} as const;
export type StampWord = keyof (typeof WORDS)['en'];

/** A word in the language a person reads best. */
export function sayStamp(language: string | undefined, word: StampWord, n: string | number = '', of: string | number = ''): string {
  return WORDS[baseLanguage(language)][word].replace('{n}', () => String(n)).replace('{of}', () => String(of));
}

/** What the pages say, in the four languages of the studio. `{n}` and `{name}` are filled in by `say`. */
const WORDS = {
  en: {
    loading: 'Loading …', gone: 'There is nothing at this address (any more).', goneHelp: 'Ask whoever gave it to you for a new one.', offline: 'The connection is lost. Trying again …', full: 'Full screen', smaller: 'Leave full screen',
    noVotes: 'Nobody has voted yet', oneVote: '1 person has voted', votes: '{n} people have voted', share: '{n} %', points: '{n} points', average: 'Average {n} of 5', leads: 'ahead', won: 'won',
    open: 'Open', notOpen: 'Not open yet', closed: 'Closed', secondsLeft: '{n} s left', minutesLeft: '{n} min left', hoursLeft: '{n} h left', daysLeft: '{n} days left', join: 'Scan to take part', later: 'The result is shown when the vote has closed.',
    qr: 'QR code that opens the account in LINE', told: '{name}: {n}', yes: 'Yes', no: 'No', choices: 'Choices',
  },
  'zh-TW': {
    loading: '載入中…', gone: '這個網址（已）沒有內容。', goneHelp: '請向提供網址的人索取新的網址。', offline: '連線中斷，正在重試…', full: '全螢幕', smaller: '離開全螢幕',
    noVotes: '還沒有人投票', oneVote: '1 人已投票', votes: '{n} 人已投票', share: '{n}%', points: '{n} 分', average: '平均 {n} 分（滿分 5）', leads: '領先', won: '勝出',
    open: '進行中', notOpen: '尚未開始', closed: '已結束', secondsLeft: '剩 {n} 秒', minutesLeft: '剩 {n} 分鐘', hoursLeft: '剩 {n} 小時', daysLeft: '剩 {n} 天', join: '掃描參加', later: '投票結束後公布結果。',
    qr: '在 LINE 開啟帳號的 QR 碼', told: '{name}：{n}', yes: '是', no: '否', choices: '選項',
  },
  ja: {
    loading: '読み込み中…', gone: 'このアドレスには何もありません。', goneHelp: '教えてくれた人に新しいアドレスを聞いてください。', offline: '接続が切れました。再接続しています…', full: '全画面', smaller: '全画面を終了',
    noVotes: 'まだ誰も投票していません', oneVote: '1人が投票', votes: '{n}人が投票', share: '{n}%', points: '{n}点', average: '平均 {n}（5点満点）', leads: 'トップ', won: '決定',
    open: '受付中', notOpen: '開始前', closed: '終了', secondsLeft: '残り{n}秒', minutesLeft: '残り{n}分', hoursLeft: '残り{n}時間', daysLeft: '残り{n}日', join: '読み取って参加', later: '結果は投票の終了後に表示されます。',
    qr: 'LINEでアカウントを開くQRコード', told: '{name}：{n}', yes: 'はい', no: 'いいえ', choices: '選択肢',
  },
  th: {
    loading: 'กำลังโหลด…', gone: 'ไม่มีอะไรที่ที่อยู่นี้ (แล้ว)', goneHelp: 'ขอที่อยู่ใหม่จากผู้ที่ให้มา', offline: 'การเชื่อมต่อหลุด กำลังลองใหม่…', full: 'เต็มจอ', smaller: 'ออกจากเต็มจอ',
    noVotes: 'ยังไม่มีใครโหวต', oneVote: 'โหวตแล้ว 1 คน', votes: 'โหวตแล้ว {n} คน', share: '{n}%', points: '{n} คะแนน', average: 'เฉลี่ย {n} จาก 5', leads: 'นำอยู่', won: 'ชนะ',
    open: 'เปิดอยู่', notOpen: 'ยังไม่เปิด', closed: 'ปิดแล้ว', secondsLeft: 'เหลือ {n} วินาที', minutesLeft: 'เหลือ {n} นาที', hoursLeft: 'เหลือ {n} ชม.', daysLeft: 'เหลือ {n} วัน', join: 'สแกนเพื่อร่วมโหวต', later: 'จะแสดงผลเมื่อปิดโหวต',
    qr: 'QR โค้ดที่เปิดบัญชีใน LINE', told: '{name}: {n}', yes: 'ใช่', no: 'ไม่ใช่', choices: 'ตัวเลือก',
  },
} as const;
export type PageLanguage = keyof typeof WORDS;
export type PageWord = keyof (typeof WORDS)['en'];

/** The first of the browser's languages that is one of ours; English when none is. */
export function pageLanguage(wishes: readonly string[] = navigator.languages): PageLanguage {
  for (const wish of wishes) {
    const base = wish.toLowerCase().split('-')[0]!;
    const found = (Object.keys(WORDS) as PageLanguage[]).find((one) => one.toLowerCase().split('-')[0] === base);
    if (found) return found;
  }
  return 'en';
}

/** A sentence in the reader's language. */
export function say(language: PageLanguage, word: PageWord, values: { n?: string | number; name?: string } = {}): string {
  return WORDS[language][word].replace('{n}', String(values.n ?? '')).replace('{name}', values.name ?? '');
}

/** The designer's words for a reader: one text for all, or one per language. @param fallback the language of the bot */
export function textFor(text: string | Record<string, string>, language: PageLanguage, fallback: string): string {
  if (typeof text === 'string') return text;
  const base = (tag: string) => tag.toLowerCase().split('-')[0];
  const entries = Object.entries(text);
  const found = [language, fallback].flatMap((wanted) => entries.filter(([tag]) => base(tag) === base(wanted)))[0];
  return (found ?? entries[0])?.[1] ?? '';
}

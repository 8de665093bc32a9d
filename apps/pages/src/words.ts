/** What the pages say, in the four languages of the studio. `{n}` and `{name}` are filled in by `say`. */
const WORDS = {
  en: {
    loading: 'Loading …', gone: 'There is nothing at this address (any more).', goneHelp: 'Ask whoever gave it to you for a new one.', offline: 'The connection is lost. Trying again …', full: 'Full screen', smaller: 'Leave full screen',
    noVotes: 'Nobody has voted yet', oneVote: '1 person has voted', votes: '{n} people have voted', share: '{n} %', points: '{n} points', average: 'Average {n} of 5', leads: 'ahead', won: 'won',
    open: 'Open', notOpen: 'Not open yet', closed: 'Closed', secondsLeft: '{n} s left', minutesLeft: '{n} min left', hoursLeft: '{n} h left', daysLeft: '{n} days left', join: 'Scan to take part', later: 'The result is shown when the vote has closed.',
    qr: 'QR code that opens the account in LINE', told: '{name}: {n}', yes: 'Yes', no: 'No', choices: 'Choices',
    gameOver: 'The game is over', roundOf: 'Round {n} of {name}', between: 'The next round comes soon', joining: 'Come and play', calledNow: 'Called: {n}', reaching: '{n} reaching', somebody: 'A player', players: '{n} players', nextIn: 'Next call in {n} s', lastCall: 'Called last',
    prizes: 'Prizes', winners: 'Winners', board: 'Called {n} of {name}', wasCalled: '(called)', joinGame: 'Scan to play', fair: 'Is this fair?', fairRunning: 'Cards, calls and lots all follow from a secret number. This is its fingerprint (SHA-256), shown before the game; the number itself is published when the game ends.',
    fairEnded: 'The secret number is known now. Your browser can play the whole game again from it and compare every card, call and winner.', check: 'Check the game', checking: 'Checking …', checkFailed: 'The check could not be made. Please try again.',
    unfair: 'Something does not agree in round {n} ({name}).', allRight: 'Everything agrees: {n} cards, {name} calls (by chance + by hand), and every winner.',
  },
  'zh-TW': {
    loading: '載入中…', gone: '這個網址（已）沒有內容。', goneHelp: '請向提供網址的人索取新的網址。', offline: '連線中斷，正在重試…', full: '全螢幕', smaller: '離開全螢幕',
    noVotes: '還沒有人投票', oneVote: '1 人已投票', votes: '{n} 人已投票', share: '{n}%', points: '{n} 分', average: '平均 {n} 分（滿分 5）', leads: '領先', won: '勝出',
    open: '進行中', notOpen: '尚未開始', closed: '已結束', secondsLeft: '剩 {n} 秒', minutesLeft: '剩 {n} 分鐘', hoursLeft: '剩 {n} 小時', daysLeft: '剩 {n} 天', join: '掃描參加', later: '投票結束後公布結果。',
    qr: '在 LINE 開啟帳號的 QR 碼', told: '{name}：{n}', yes: '是', no: '否', choices: '選項',
    gameOver: '遊戲結束', roundOf: '第 {n} 局（共 {name} 局）', between: '下一局即將開始', joining: '歡迎加入', calledNow: '開出：{n}', reaching: '{n} 人聽牌', somebody: '一位玩家', players: '{n} 位玩家', nextIn: '{n} 秒後開下一個', lastCall: '剛開出',
    prizes: '獎項', winners: '得獎者', board: '已開出 {n}／{name}', wasCalled: '（已開出）', joinGame: '掃描加入遊戲', fair: '公平嗎？', fairRunning: '卡片、開號與抽籤全部由一個祕密數字決定。這是它的指紋（SHA-256），在遊戲前公布；數字本身在結束後公布。',
    fairEnded: '祕密數字已公布。您的瀏覽器可以用它重玩整場遊戲，核對每張卡片、每次開號與每位得獎者。', check: '核對遊戲', checking: '核對中…', checkFailed: '無法核對，請再試一次。',
    unfair: '第 {n} 局有不符之處（{name}）。', allRight: '全部相符：{n} 張卡片、{name} 次開號（隨機 + 手動），以及每位得獎者。',
  },
  ja: {
    loading: '読み込み中…', gone: 'このアドレスには何もありません。', goneHelp: '教えてくれた人に新しいアドレスを聞いてください。', offline: '接続が切れました。再接続しています…', full: '全画面', smaller: '全画面を終了',
    noVotes: 'まだ誰も投票していません', oneVote: '1人が投票', votes: '{n}人が投票', share: '{n}%', points: '{n}点', average: '平均 {n}（5点満点）', leads: 'トップ', won: '決定',
    open: '受付中', notOpen: '開始前', closed: '終了', secondsLeft: '残り{n}秒', minutesLeft: '残り{n}分', hoursLeft: '残り{n}時間', daysLeft: '残り{n}日', join: '読み取って参加', later: '結果は投票の終了後に表示されます。',
    qr: 'LINEでアカウントを開くQRコード', told: '{name}：{n}', yes: 'はい', no: 'いいえ', choices: '選択肢',
    gameOver: 'ゲーム終了', roundOf: '第{n}ラウンド（全{name}）', between: 'まもなく次のラウンド', joining: '参加受付中', calledNow: '{n} が出ました', reaching: 'リーチ {n}人', somebody: '参加者', players: '{n}人が参加', nextIn: '次まで{n}秒', lastCall: '今出た番号',
    prizes: '賞', winners: '当選者', board: '{name}のうち{n}が出ました', wasCalled: '（出ました）', joinGame: '読み取って参加', fair: '公平ですか？', fairRunning: 'カード・抽選・順番はすべて一つの秘密の数から決まります。これはその指紋（SHA-256）で、ゲームの前に公開されます。数そのものは終了後に公開されます。',
    fairEnded: '秘密の数が公開されました。ブラウザーでゲーム全体を再現し、すべてのカード・番号・当選者を照合できます。', check: 'ゲームを確かめる', checking: '確認中…', checkFailed: '確認できませんでした。もう一度お試しください。',
    unfair: '第{n}ラウンドに一致しない点があります（{name}）。', allRight: 'すべて一致：カード{n}枚、番号{name}回（抽選 + 手動）、当選者全員。',
  },
  th: {
    loading: 'กำลังโหลด…', gone: 'ไม่มีอะไรที่ที่อยู่นี้ (แล้ว)', goneHelp: 'ขอที่อยู่ใหม่จากผู้ที่ให้มา', offline: 'การเชื่อมต่อหลุด กำลังลองใหม่…', full: 'เต็มจอ', smaller: 'ออกจากเต็มจอ',
    noVotes: 'ยังไม่มีใครโหวต', oneVote: 'โหวตแล้ว 1 คน', votes: 'โหวตแล้ว {n} คน', share: '{n}%', points: '{n} คะแนน', average: 'เฉลี่ย {n} จาก 5', leads: 'นำอยู่', won: 'ชนะ',
    open: 'เปิดอยู่', notOpen: 'ยังไม่เปิด', closed: 'ปิดแล้ว', secondsLeft: 'เหลือ {n} วินาที', minutesLeft: 'เหลือ {n} นาที', hoursLeft: 'เหลือ {n} ชม.', daysLeft: 'เหลือ {n} วัน', join: 'สแกนเพื่อร่วมโหวต', later: 'จะแสดงผลเมื่อปิดโหวต',
    qr: 'QR โค้ดที่เปิดบัญชีใน LINE', told: '{name}: {n}', yes: 'ใช่', no: 'ไม่ใช่', choices: 'ตัวเลือก',
    gameOver: 'จบเกมแล้ว', roundOf: 'รอบ {n} จาก {name}', between: 'รอบต่อไปจะเริ่มเร็ว ๆ นี้', joining: 'มาร่วมเล่นกัน', calledNow: 'ออก: {n}', reaching: 'ลุ้นอยู่ {n} คน', somebody: 'ผู้เล่น', players: 'ผู้เล่น {n} คน', nextIn: 'เรียกครั้งต่อไปใน {n} วินาที', lastCall: 'เพิ่งออก',
    prizes: 'รางวัล', winners: 'ผู้ชนะ', board: 'ออกแล้ว {n} จาก {name}', wasCalled: '(ออกแล้ว)', joinGame: 'สแกนเพื่อเล่น', fair: 'ยุติธรรมไหม?', fairRunning: 'การ์ด การเรียก และการจับฉลากทั้งหมดมาจากตัวเลขลับหนึ่งตัว นี่คือลายนิ้วมือของมัน (SHA-256) ซึ่งเผยแพร่ก่อนเกม ส่วนตัวเลขจะเผยเมื่อเกมจบ',
    fairEnded: 'ตัวเลขลับถูกเผยแล้ว เบราว์เซอร์ของคุณสามารถเล่นเกมซ้ำทั้งหมดและเทียบการ์ด การเรียก และผู้ชนะทุกคน', check: 'ตรวจสอบเกม', checking: 'กำลังตรวจสอบ…', checkFailed: 'ตรวจสอบไม่ได้ โปรดลองอีกครั้ง',
    unfair: 'มีบางอย่างไม่ตรงกันในรอบ {n} ({name})', allRight: 'ตรงกันทั้งหมด: การ์ด {n} ใบ เรียก {name} ครั้ง (สุ่ม + ด้วยมือ) และผู้ชนะทุกคน',
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

import { sayer } from '../words';

/** Words of the page of bingo, and of the check of a game. */
export const sayBingo = sayer({
  en: {
    check: 'Check the game', gameOver: 'The game is over', roundOf: 'Round {n} of {name}', between: 'The next round comes soon', joining: 'Come and play', calledNow: 'Called: {n}', reaching: '{n} reaching',
    players: '{n} players', nextIn: 'Next call in {n} s', lastCall: 'Called last', board: 'Called {n} of {name}', wasCalled: '(called)', joinGame: 'Scan to play',
    fairRunning: 'Cards, calls and lots all follow from a secret number. This is its fingerprint (SHA-256), shown before the game; the number itself is published when the game ends.',
    fairEnded: 'The secret number is known now. Your browser can play the whole game again from it and compare every card, call and winner.', unfair: 'Something does not agree in round {n} ({name}).',
    allRight: 'Everything agrees: {n} cards, {name} calls (by chance + by hand), and every winner.',
  },
  'zh-TW': {
    check: '核對遊戲', gameOver: '遊戲結束', roundOf: '第 {n} 局（共 {name} 局）', between: '下一局即將開始', joining: '歡迎加入', calledNow: '開出：{n}', reaching: '{n} 人聽牌', players: '{n} 位玩家', nextIn: '{n} 秒後開下一個', lastCall: '剛開出',
    board: '已開出 {n}／{name}', wasCalled: '（已開出）', joinGame: '掃描加入遊戲', fairRunning: '卡片、開號與抽籤全部由一個祕密數字決定。這是它的指紋（SHA-256），在遊戲前公布；數字本身在結束後公布。', fairEnded: '祕密數字已公布。您的瀏覽器可以用它重玩整場遊戲，核對每張卡片、每次開號與每位得獎者。',
    unfair: '第 {n} 局有不符之處（{name}）。', allRight: '全部相符：{n} 張卡片、{name} 次開號（隨機 + 手動），以及每位得獎者。',
  },
  ja: {
    check: 'ゲームを確かめる', gameOver: 'ゲーム終了', roundOf: '第{n}ラウンド（全{name}）', between: 'まもなく次のラウンド', joining: '参加受付中', calledNow: '{n} が出ました', reaching: 'リーチ {n}人', players: '{n}人が参加', nextIn: '次まで{n}秒', lastCall: '今出た番号',
    board: '{name}のうち{n}が出ました', wasCalled: '（出ました）', joinGame: '読み取って参加', fairRunning: 'カード・抽選・順番はすべて一つの秘密の数から決まります。これはその指紋（SHA-256）で、ゲームの前に公開されます。数そのものは終了後に公開されます。',
    fairEnded: '秘密の数が公開されました。ブラウザーでゲーム全体を再現し、すべてのカード・番号・当選者を照合できます。', unfair: '第{n}ラウンドに一致しない点があります（{name}）。', allRight: 'すべて一致：カード{n}枚、番号{name}回（抽選 + 手動）、当選者全員。',
  },
  th: {
    check: 'ตรวจสอบเกม', gameOver: 'จบเกมแล้ว', roundOf: 'รอบ {n} จาก {name}', between: 'รอบต่อไปจะเริ่มเร็ว ๆ นี้', joining: 'มาร่วมเล่นกัน', calledNow: 'ออก: {n}', reaching: 'ลุ้นอยู่ {n} คน', players: 'ผู้เล่น {n} คน',
    nextIn: 'เรียกครั้งต่อไปใน {n} วินาที', lastCall: 'เพิ่งออก', board: 'ออกแล้ว {n} จาก {name}', wasCalled: '(ออกแล้ว)', joinGame: 'สแกนเพื่อเล่น',
    fairRunning: 'การ์ด การเรียก และการจับฉลากทั้งหมดมาจากตัวเลขลับหนึ่งตัว นี่คือลายนิ้วมือของมัน (SHA-256) ซึ่งเผยแพร่ก่อนเกม ส่วนตัวเลขจะเผยเมื่อเกมจบ',
    fairEnded: 'ตัวเลขลับถูกเผยแล้ว เบราว์เซอร์ของคุณสามารถเล่นเกมซ้ำทั้งหมดและเทียบการ์ด การเรียก และผู้ชนะทุกคน', unfair: 'มีบางอย่างไม่ตรงกันในรอบ {n} ({name})',
    allRight: 'ตรงกันทั้งหมด: การ์ด {n} ใบ เรียก {name} ครั้ง (สุ่ม + ด้วยมือ) และผู้ชนะทุกคน',
  },
});

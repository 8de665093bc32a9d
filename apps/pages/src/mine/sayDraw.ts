import { sayer } from '../words';

/** Words of draws: the public page and everybody's own. */
export const sayDraw = sayer({
  en: {
    check: 'Check the draw', open: 'Open', notOpen: 'Not open yet', closed: 'Closed', ended: 'It is over', opens: 'Opens {n}', closes: 'Closes {n}', drawn: 'Winners are drawn {n}', people: 'Taking part: {n}', left: '{n} of {name} left', nothing: 'No luck', everybody: 'For everybody else',
    wheel: 'Wheel with the prizes', spin: 'Spin the wheel', turning: 'The wheel is turning …', scratch: 'Scratch it open', scratchHint: 'Rub the field with a finger, or use the button.', scratching: 'What is underneath? …', another: 'Another card', try: 'Try your luck', trying: 'And it is …', enter: 'Take part',
    won: 'You have won: {n}', lost: 'No luck this time', consolation: 'This is for you: {n}', entered: 'You are in. Good luck!', triesLeft: 'Tries left: {n}', code: 'Your code', copy: 'Copy', copied: 'Copied', agree: 'I have read this and agree', history: 'Your tries', tryNumber: 'Try {n}', ticket: 'Your number in the draw', equalParts: 'The size of a field says nothing about the odds.',
    notAllowed: 'This is for invited people only.', limit: 'You have used all your tries.', limitToday: 'That was all for today. Come again tomorrow!', soldOut: 'All prizes have been given.', already: 'You are in already.', termsFirst: 'Please agree to the terms first.',
    fairRunning: 'Who wins follows from a secret number. This is its fingerprint (SHA-256), shown from the start; the number itself is published at the end.', fairEnded: 'The secret number is known now. Your browser can draw everything again from it and compare.', unfair: 'Something does not agree ({name}).', allRight: 'Everything agrees. Tries: {n}, prizes: {name}.',
  },
  'zh-TW': {
    check: '核對抽獎', open: '進行中', notOpen: '尚未開始', closed: '已截止', ended: '活動已結束', opens: '{n} 開始', closes: '{n} 截止', drawn: '{n} 抽出得獎者', people: '參加人數：{n}', left: '剩 {n}／{name}', nothing: '沒中', everybody: '其他人都有',
    wheel: '獎項轉盤', spin: '轉動轉盤', turning: '轉盤轉動中…', scratch: '刮開', scratchHint: '用手指刮開，或按下按鈕。', scratching: '底下是什麼呢？…', another: '再刮一張', try: '試試手氣', trying: '結果是…', enter: '參加抽獎',
    won: '恭喜中獎：{n}', lost: '這次沒有中獎', consolation: '這份送給您：{n}', entered: '已參加，祝您好運！', triesLeft: '剩餘次數：{n}', code: '您的兌換碼', copy: '複製', copied: '已複製', agree: '我已閱讀並同意', history: '您的紀錄', tryNumber: '第 {n} 次', ticket: '您的抽獎編號', equalParts: '格子的大小與中獎機率無關。',
    notAllowed: '此活動僅限受邀者參加。', limit: '您的次數已用完。', limitToday: '今天的次數已用完，明天再來！', soldOut: '獎品已全部送出。', already: '您已經參加了。', termsFirst: '請先同意活動條款。',
    fairRunning: '誰中獎由一個祕密數字決定。這是它的指紋（SHA-256），從一開始就公布；數字本身在結束後公布。', fairEnded: '祕密數字已公布。您的瀏覽器可以用它重新抽一次並核對。', unfair: '有不符之處（{name}）。', allRight: '全部相符：{n} 次抽獎、{name} 個獎品。',
  },
  ja: {
    check: '抽選を確かめる', open: '受付中', notOpen: '開始前', closed: '受付終了', ended: '終了しました', opens: '{n} 開始', closes: '{n} 締め切り', drawn: '{n} に抽選', people: '参加者：{n}人', left: '残り{n}／{name}', nothing: 'はずれ', everybody: 'はずれの方全員に',
    wheel: '賞品のルーレット', spin: 'ルーレットを回す', turning: '回転中…', scratch: '削る', scratchHint: '指でこするか、ボタンを押してください。', scratching: '何が出るかな…', another: 'もう1枚', try: '運試しをする', trying: '結果は…', enter: '応募する',
    won: '当たり！ {n}', lost: '今回ははずれです', consolation: '参加賞：{n}', entered: '応募しました。幸運を！', triesLeft: '残り回数：{n}', code: 'あなたのコード', copy: 'コピー', copied: 'コピーしました', agree: '読んで同意します', history: 'これまでの結果', tryNumber: '{n}回目', ticket: 'あなたの抽選番号', equalParts: 'マスの大きさは当選確率とは関係ありません。',
    notAllowed: '招待された方のみ参加できます。', limit: '回数をすべて使いました。', limitToday: '今日の分は終わりです。また明日！', soldOut: '賞品はすべてなくなりました。', already: '応募済みです。', termsFirst: '先に規約に同意してください。',
    fairRunning: '当選は一つの秘密の数から決まります。これはその指紋（SHA-256）で、最初から公開されています。数そのものは終了後に公開されます。', fairEnded: '秘密の数が公開されました。ブラウザーで抽選をやり直して照合できます。', unfair: '一致しない点があります（{name}）。', allRight: 'すべて一致：抽選{n}回、賞品{name}個。',
  },
  th: {
    check: 'ตรวจสอบการจับรางวัล', open: 'เปิดอยู่', notOpen: 'ยังไม่เปิด', closed: 'ปิดแล้ว', ended: 'จบแล้ว', opens: 'เปิด {n}', closes: 'ปิด {n}', drawn: 'จับรางวัล {n}', people: 'ผู้ร่วมสนุก: {n}', left: 'เหลือ {n} จาก {name}', nothing: 'ไม่ได้รางวัล', everybody: 'สำหรับคนอื่นทุกคน',
    wheel: 'วงล้อรางวัล', spin: 'หมุนวงล้อ', turning: 'วงล้อกำลังหมุน…', scratch: 'ขูดเปิด', scratchHint: 'ใช้นิ้วถูช่องนี้ หรือกดปุ่ม', scratching: 'ข้างใต้คืออะไร…', another: 'ขูดอีกใบ', try: 'ลองเสี่ยงโชค', trying: 'ผลคือ…', enter: 'ร่วมสนุก',
    won: 'คุณได้รับ: {n}', lost: 'ครั้งนี้ยังไม่ได้รางวัล', consolation: 'ของปลอบใจ: {n}', entered: 'เข้าร่วมแล้ว ขอให้โชคดี!', triesLeft: 'เหลือสิทธิ์: {n}', code: 'รหัสของคุณ', copy: 'คัดลอก', copied: 'คัดลอกแล้ว', agree: 'ฉันอ่านแล้วและยอมรับ', history: 'ผลของคุณ', tryNumber: 'ครั้งที่ {n}', ticket: 'หมายเลขจับรางวัลของคุณ', equalParts: 'ขนาดของช่องไม่เกี่ยวกับโอกาสได้รางวัล',
    notAllowed: 'เฉพาะผู้ได้รับเชิญเท่านั้น', limit: 'คุณใช้สิทธิ์ครบแล้ว', limitToday: 'วันนี้ครบแล้ว พรุ่งนี้มาใหม่นะ!', soldOut: 'รางวัลหมดแล้ว', already: 'คุณเข้าร่วมแล้ว', termsFirst: 'โปรดยอมรับเงื่อนไขก่อน',
    fairRunning: 'ใครได้รางวัลมาจากตัวเลขลับหนึ่งตัว นี่คือลายนิ้วมือของมัน (SHA-256) ซึ่งแสดงตั้งแต่ต้น ส่วนตัวเลขจะเผยเมื่อจบ', fairEnded: 'ตัวเลขลับถูกเผยแล้ว เบราว์เซอร์ของคุณจับรางวัลซ้ำและเทียบผลได้', unfair: 'มีบางอย่างไม่ตรงกัน ({name})', allRight: 'ตรงกันทั้งหมด: {n} ครั้ง รางวัล {name} ชิ้น',
  },
});

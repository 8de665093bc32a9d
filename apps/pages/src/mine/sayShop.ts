import { sayer } from '../words';

/** Words of vouchers and stamp cards. */
export const sayShop = sayer({
  en: {
    good: 'Good to use', used: 'Used', expired: 'Expired', yourCode: 'Code to show in the shop', qr: 'QR code of the voucher', liveClock: 'Time now', usedAt: 'Used {n}', usedAgo: '{n} ago', inShop: 'at {name}', forStaff: 'For staff only', redeem: 'Redeem', stamp: 'Give a stamp', pin: 'PIN of the shop', pinHelp: 'Please hand your phone to the staff. Only they know the PIN.', cancel: 'Cancel',
    wrongPin: 'This PIN is not right. Tries left: {n}', paused: 'Too many wrong PINs. Try again in {n}.', already: 'It has been used before.', redeemed: 'Redeemed. Thank you!', stamped: 'A stamp for you!', full: 'Your card is full. Congratulations!', limitReached: 'Not yet: the next stamp is possible {n}.', limitDay: 'No more stamps for now.', done: 'Your card is full already.', notOpen: 'No stamps are given at the moment.',
    progress: '{n} of {name} stamps', stampNo: 'Stamp {n}', emptyNo: 'Field {n}, empty', reward: 'For a full card: {n}', next: 'Next stamp possible {n}', owed: 'Your reward is on its way: it will be given as soon as there is more.', history: 'Your stamps', rewards: 'Your rewards', filled: 'Cards filled: {n}', openReward: 'Open', checking: 'One moment …',
  },
  'zh-TW': {
    good: '可使用', used: '已使用', expired: '已過期', yourCode: '請在店內出示此代碼', qr: '優惠券的 QR 碼', liveClock: '現在時間', usedAt: '{n} 已使用', usedAgo: '{n}前', inShop: '於{name}', forStaff: '店員專用', redeem: '兌換', stamp: '蓋章', pin: '店家密碼', pinHelp: '請將手機交給店員，只有店員知道密碼。', cancel: '取消',
    wrongPin: '密碼不正確，還可以試 {n} 次', paused: '密碼錯誤次數過多，請於 {n} 後再試。', already: '這張已經用過了。', redeemed: '兌換完成，謝謝！', stamped: '蓋好一個章了！', full: '集滿了，恭喜！', limitReached: '還不行：{n} 之後才能再蓋章。', limitDay: '目前無法再蓋章。', done: '您的集點卡已集滿。', notOpen: '目前沒有提供集點。',
    progress: '已集 {n}／{name} 點', stampNo: '第 {n} 點', emptyNo: '第 {n} 格，空白', reward: '集滿可得：{n}', next: '下次可蓋章：{n}', owed: '您的獎勵正在準備中，補貨後就會送給您。', history: '集點紀錄', rewards: '您的獎勵', filled: '集滿的卡：{n} 張', openReward: '打開', checking: '請稍候…',
  },
  ja: {
    good: '使えます', used: '使用済み', expired: '期限切れ', yourCode: 'お店で見せるコード', qr: 'クーポンのQRコード', liveClock: '現在の時刻', usedAt: '{n} に使用', usedAgo: '{n}前', inShop: '{name}にて', forStaff: 'お店の方専用', redeem: '使用する', stamp: 'スタンプを押す', pin: 'お店の暗証番号', pinHelp: 'スマートフォンをお店の方に渡してください。番号はお店の方だけが知っています。', cancel: 'やめる',
    wrongPin: '番号が違います。あと{n}回', paused: '間違いが多すぎます。{n}後にもう一度お試しください。', already: 'すでに使用されています。', redeemed: '使用しました。ありがとうございます！', stamped: 'スタンプが押されました！', full: 'カードがいっぱいになりました。おめでとうございます！', limitReached: 'まだ押せません。次は {n} からです。', limitDay: '今はこれ以上押せません。', done: 'カードはすでにいっぱいです。', notOpen: '現在スタンプは押せません。',
    progress: '{name}個中{n}個', stampNo: 'スタンプ{n}', emptyNo: '{n}番目、空き', reward: 'いっぱいになると：{n}', next: '次のスタンプ：{n} から', owed: '特典を準備中です。補充されしだいお渡しします。', history: 'スタンプの履歴', rewards: 'あなたの特典', filled: '達成したカード：{n}枚', openReward: '開く', checking: 'お待ちください…',
  },
  th: {
    good: 'ใช้ได้', used: 'ใช้แล้ว', expired: 'หมดอายุ', yourCode: 'รหัสสำหรับแสดงที่ร้าน', qr: 'QR โค้ดของคูปอง', liveClock: 'เวลาขณะนี้', usedAt: 'ใช้เมื่อ {n}', usedAgo: '{n}ที่แล้ว', inShop: 'ที่ {name}', forStaff: 'สำหรับพนักงานเท่านั้น', redeem: 'ใช้คูปอง', stamp: 'ประทับตรา', pin: 'PIN ของร้าน', pinHelp: 'โปรดส่งโทรศัพท์ให้พนักงาน มีเพียงพนักงานที่รู้ PIN', cancel: 'ยกเลิก',
    wrongPin: 'PIN ไม่ถูกต้อง ลองได้อีก {n} ครั้ง', paused: 'ใส่ PIN ผิดหลายครั้ง ลองใหม่ในอีก {n}', already: 'คูปองนี้ใช้ไปแล้ว', redeemed: 'ใช้คูปองแล้ว ขอบคุณ!', stamped: 'ได้ตราประทับแล้ว!', full: 'สะสมครบแล้ว ยินดีด้วย!', limitReached: 'ยังไม่ได้: ครั้งต่อไปได้ {n}', limitDay: 'ตอนนี้ประทับตราเพิ่มไม่ได้', done: 'บัตรของคุณครบแล้ว', notOpen: 'ขณะนี้ยังไม่แจกตราประทับ',
    progress: 'สะสมแล้ว {n} จาก {name}', stampNo: 'ตราที่ {n}', emptyNo: 'ช่องที่ {n} ว่าง', reward: 'เมื่อสะสมครบ: {n}', next: 'ตราต่อไปได้ตั้งแต่ {n}', owed: 'ของรางวัลกำลังเตรียมอยู่ จะให้ทันทีเมื่อมีเพิ่ม', history: 'ตราของคุณ', rewards: 'ของรางวัลของคุณ', filled: 'บัตรที่สะสมครบ: {n}', openReward: 'เปิด', checking: 'สักครู่…',
  },
});

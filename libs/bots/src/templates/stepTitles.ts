import type { TemplateId } from './templates';

type Titles = Record<string, Record<'en' | 'zh-TW' | 'ja' | 'th', string>>;
const of = (en: string, zhTW: string, ja: string, th: string): Titles[string] => ({ en, 'zh-TW': zhTW, ja, th });

/** What the steps of each template are called on the canvas, by node id: a flow document has one title a step, so it is put in when the template is used. */
export const stepTitles: Record<TemplateId, Titles> = {
  faq: {
    hours: of('Opening hours', '營業時間', '営業時間', 'เวลาเปิดปิด'),
    pay: of('How to pay', '付款方式', 'お支払い方法', 'วิธีชำระเงิน'),
    place: of('Map', '地圖', '地図', 'แผนที่'),
    placeText: of('How to find us', '交通方式', 'アクセス', 'การเดินทางมาร้าน'),
    prices: of('Prices', '價格', '料金', 'ราคา'),
    unknown: of('I do not know yet', '還不會回答', 'まだ答えられません', 'ยังตอบไม่ได้'),
    welcome: of('Welcome', '歡迎', 'ごあいさつ', 'ยินดีต้อนรับ'),
  },
  'marketing-welcome': {
    bye: of('Good bye', '道別', 'お別れのあいさつ', 'คำอำลา'),
    coupon: of('Coupon', '優惠券', 'クーポン', 'คูปอง'),
    couponAgain: of('Coupon again', '再次送券', 'クーポン（再送）', 'ส่งคูปองอีกครั้ง'),
    followUp: of('Follow-up', '後續關心', 'フォローアップ', 'ติดตามผล'),
    hint: of('Anything else', '其他問題', 'そのほか', 'เรื่องอื่น ๆ'),
    howTo: of('How to use it', '使用方式', '使い方', 'วิธีใช้'),
    howToAgain: of('How to use it, again', '再說一次使用方式', '使い方（もう一度）', 'วิธีใช้อีกครั้ง'),
    interest: of('Interest', '感興趣的內容', '興味', 'ความสนใจ'),
    later: of('A day later', '一天後', '1日後', 'หนึ่งวันต่อมา'),
    stillFriend: of('Still a friend?', '還是好友嗎？', 'まだ友だち？', 'ยังเป็นเพื่อนอยู่ไหม'),
    welcome: of('Welcome', '歡迎', 'ごあいさつ', 'ยินดีต้อนรับ'),
  },
  'restaurant-booking': {
    askDate: of('Date', '日期', '日付', 'วันที่'),
    askName: of('Name', '大名', 'お名前', 'ชื่อ'),
    askPeople: of('People', '人數', '人数', 'จำนวนคน'),
    askPhone: of('Phone', '電話', '電話番号', 'เบอร์โทร'),
    askTime: of('Time', '時間', '時間', 'เวลา'),
    bookingCancelled: of('Booking cancelled', '訂位已取消', '予約をキャンセル', 'ยกเลิกการจองแล้ว'),
    cancelBooking: of('Cancel the booking', '取消訂位', '予約の取り消し', 'ยกเลิกการจอง'),
    cancelled: of('Cancelled', '已取消', 'キャンセル', 'ยกเลิกแล้ว'),
    check: of('Confirm', '確認', '確認', 'ยืนยัน'),
    full: of('Full', '客滿', '満席', 'โต๊ะเต็ม'),
    help: of('Start again', '重新開始', 'やり直し', 'เริ่มใหม่'),
    nothingBooked: of('Nothing booked', '沒有訂位', '予約なし', 'ไม่มีการจอง'),
    past: of('Over already', '時間已過', '過ぎた時間', 'เลยเวลาแล้ว'),
    remember: of('Keep the booking', '保留訂位', '予約を保存', 'บันทึกการจอง'),
    thanks: of('Thank you', '感謝', 'お礼', 'ขอบคุณ'),
    welcome: of('Welcome', '歡迎', 'ごあいさつ', 'ยินดีต้อนรับ'),
  },
};

/** What the bookings of a template are called: the team reads it in its list, so it is said in the bot's language. */
export const bookedThing: Record<string, string> = { en: 'Table', 'zh-TW': '桌位', ja: 'テーブル', th: 'โต๊ะ' };

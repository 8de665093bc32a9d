import { type FlowDocument, resolveText } from '@chatloom/flow';
import faq from './faq.json';
import marketingWelcome from './marketing-welcome.json';
import restaurantBooking from './restaurant-booking.json';
import { bookedThing, stepTitles } from './stepTitles';

export type TemplateId = 'restaurant-booking' | 'faq' | 'marketing-welcome';

export interface Template {
  id: TemplateId;
  /** By language: en, zh-TW, ja, th. */
  title: Record<string, string>;
  description: Record<string, string>;
  document: FlowDocument;
}

/** Flows to start from. Each works as it is, in four languages. */
export const templates: readonly Template[] = [
  {
    id: 'restaurant-booking',
    title: { en: 'Restaurant booking', 'zh-TW': '餐廳訂位', ja: 'レストランの予約受付', th: 'จองโต๊ะร้านอาหาร' },
    description: {
      en: 'Asks for date, time, people, name and phone, keeps the booking while there is room, and cancels it on request.',
      'zh-TW': '詢問日期、時間、人數、大名與電話，有空位就保留訂位，也能由客人取消。',
      ja: '日付、時間、人数、お名前、電話番号をたずね、空きがあれば予約を確保し、キャンセルも受け付けます。',
      th: 'ถามวัน เวลา จำนวนคน ชื่อ และเบอร์โทร บันทึกการจองเมื่อยังมีโต๊ะว่าง และยกเลิกให้เมื่อลูกค้าต้องการ',
    },
    document: restaurantBooking as FlowDocument,
  },
  {
    id: 'faq',
    title: { en: 'Questions and answers', 'zh-TW': '常見問題', ja: 'よくある質問', th: 'คำถามที่พบบ่อย' },
    description: {
      en: 'Answers what people ask most, by their own words or by buttons: hours, place, prices, payment.',
      'zh-TW': '客人用自己的話或按鈕提問，自動回答營業時間、地點、價格與付款方式。',
      ja: '営業時間、場所、料金、支払い方法など、よくある質問に言葉でもボタンでも答えます。',
      th: 'ตอบคำถามที่ลูกค้าถามบ่อย ทั้งจากข้อความและปุ่ม: เวลาเปิด ที่ตั้ง ราคา การชำระเงิน',
    },
    document: faq as FlowDocument,
  },
  {
    id: 'marketing-welcome',
    title: { en: 'Welcome with a coupon', 'zh-TW': '加好友送優惠券', ja: '友だち追加でクーポン', th: 'ต้อนรับเพื่อนใหม่พร้อมคูปอง' },
    description: {
      en: 'Greets new friends, asks what they like, gives a coupon, and comes back a day later.',
      'zh-TW': '歡迎新好友、詢問興趣、送上優惠券，隔天再貼心提醒。',
      ja: '新しい友だちにあいさつし、興味をたずね、クーポンを渡して、翌日にもう一度お知らせします。',
      th: 'ทักทายเพื่อนใหม่ ถามความสนใจ มอบคูปอง และติดตามอีกครั้งในวันถัดไป',
    },
    document: marketingWelcome as FlowDocument,
  },
];

/** The template's document for a bot that speaks `language`: named and written in it, other languages kept. */
export function templateFor(id: TemplateId, language: string): FlowDocument {
  const template = templates.find((one) => one.id === id)!;
  const spoken = Object.keys(template.title).find((known) => known === language || known.split('-')[0] === language.split('-')[0]);
  const titles = stepTitles[id];
  const nodes = Object.entries(template.document.nodes).map(([nodeId, node]) => {
    const title = titles[nodeId] && { title: resolveText(titles[nodeId], [spoken ?? 'en']) };
    const data = (node.type === 'saveBooking' || node.type === 'cancelBooking') && { data: { ...(node.data as object), resource: resolveText(bookedThing, [spoken ?? 'en']) } };
    return [nodeId, { ...node, ...title, ...data }] as const;
  });
  return { ...template.document, name: resolveText(template.title, [language, 'en']), language: spoken ?? 'en', nodes: Object.fromEntries(nodes) };
}

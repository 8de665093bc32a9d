import { newBlock } from './blockModel';
import { previewBlocks, type PreviewSituation } from './previewBlocks';

const ann: PreviewSituation = {
  person: { id: 'c1', displayName: 'Ann', language: 'ja', fields: { city: 'Taipei' }, tags: [], isFriend: true, createdAt: 0 },
  bot: { id: 'b1', name: 'Tea House', timeZone: 'Asia/Taipei' },
  mainLanguage: 'en',
  now: Date.UTC(2026, 10, 22, 4),
};

describe('the preview of bubbles', () => {
  it('fills in names and fields, in the language of the person', () => {
    const blocks = [
      { type: 'text' as const, data: { text: { en: 'Hello {{contact.displayName}}', ja: '{{contact.displayName}}さん、{{field.city}}' }, quickReplies: [], ifTooLate: 'drop' } },
      { type: 'text' as const, data: { text: 'From {{bot.name}}', quickReplies: [], ifTooLate: 'drop' } },
    ];
    expect(previewBlocks(blocks, ann).map((message) => message?.text)).toEqual(['Annさん、Taipei', 'From Tea House']);
  });

  it('shows nothing for a bubble that LINE would refuse, and goes on with the next', () => {
    const blocks = [newBlock('text'), newBlock('image'), { type: 'sticker' as const, data: { ...newBlock('sticker').data, packageId: '446', stickerId: '1988' } }];
    expect(previewBlocks(blocks, ann).map((message) => message?.type)).toEqual([undefined, undefined, 'sticker']);
  });
});

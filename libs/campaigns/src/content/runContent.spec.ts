import { type CampaignDesign, campaignDesignSchema } from '@chatloom/contract';
import { chooseWay, languagesOf } from './chooseWay';
import { NOBODY, RunContent } from './RunContent';
import { textBlock } from '../testing/textBlock';

const bot = { id: 'b', name: 'Tea House', timeZone: 'Asia/Taipei' };
const design = (text: unknown, more: Partial<CampaignDesign> = {}): CampaignDesign =>
  campaignDesignSchema.parse({
    channelId: '0192f000-0000-7000-8000-000000000000',
    what: { type: 'messages', variants: [{ id: 'A', blocks: [textBlock(text)] }] },
    to: { type: 'people', contactIds: [] },
    when: { type: 'now' },
    ...more,
  });
const content = (text: unknown, more: Partial<CampaignDesign> = {}) => new RunContent({ id: 'run', due_at: 0, design: design(text, more) }, bot, 'https://bot.example/l/');

describe('the way a campaign goes', () => {
  it.each<[string, CampaignDesign, string, string]>([
    ['the same for all', design('Hello'), 'multicast', 'sameForAll'],
    ['the same by language', design({ en: 'Hello', ja: 'こんにちは' }), 'multicast', 'sameByLanguage'],
    ['with names', design('Hello {{ contact.displayName }}'), 'push', 'hasVariables'],
    ['with names in one language only', design({ en: 'Hello', ja: '{{ contact.displayName }}さん' }), 'push', 'hasVariables'],
    ['with links of one’s own', design('Hello', { tracking: { on: true, perPerson: true, untracked: [] } }), 'push', 'personalLinks'],
    ['to everybody', design('Hello', { to: { type: 'everyone' } }), 'broadcast', 'everyone'],
    ['to an audience', design('Hello', { to: { type: 'audience', include: [], exclude: [], demographic: null, max: null } }), 'narrowcast', 'audience'],
    ['of a flow', design('', { what: { type: 'flow', flowId: null } }), 'flow', 'flow'],
  ])('%s', (_, made, way, because) => {
    expect(chooseWay(made)).toEqual({ way, because });
  });

  it('knows a table of languages from other tables', () => {
    expect(languagesOf([{ text: { en: 'a', 'zh-TW': 'b' } }, { width: 1, type: 'x' }, { ja: 3 }, {}])).toEqual(['en', 'zh-TW']);
  });
});

describe('the messages of a run', () => {
  it('come out the same whenever they are made: a repeated call must say what the first one said', () => {
    const text = { en: 'Look: https://shop.example/a', ja: 'https://shop.example/b' };
    expect(content(text).forAll('A', 'ja')).toEqual(content(text).forAll('A', 'ja'));
    expect(content(text).forAll('A', null)[0]!['text']).toMatch(/^Look: https:\/\/bot\.example\/l\/[0-9A-Za-z]{10}$/);
    expect(content(text).links.map((link) => link.url)).toEqual(['https://shop.example/a', 'https://shop.example/b']);
  });

  it('lead each person by an address of their own, and all by a common one', () => {
    const made = content('{{ contact.displayName }}: https://shop.example/a');
    const addressOf = (no: number) => String(made.forOne('A', { ...NOBODY, displayName: 'Ann' }, no)[0]!['text']);
    expect(addressOf(1)).toMatch(/^Ann: https:\/\/bot\.example\/l\/[0-9A-Za-z]{10}-1-.{8}$/);
    expect(addressOf(2)).not.toBe(addressOf(1));
  });

  it('leave addresses alone that nobody wants followed, or that are put together for each person', () => {
    const untracked = content('https://shop.example/a https://shop.example/b', { tracking: { on: true, perPerson: false, untracked: ['https://shop.example/a'] } });
    expect(untracked.forAll('A', null)[0]!['text']).toMatch(/^https:\/\/shop\.example\/a https:\/\/bot\.example\/l\//);
    const personal = content('https://shop.example/?who={{ contact.displayName }}');
    expect(personal.links).toEqual([]);
    expect(personal.forOne('A', { ...NOBODY, displayName: 'Ann' }, 1)[0]!['text']).toBe('https://shop.example/?who=Ann');
    expect(content('https://shop.example/a', { tracking: { on: false, perPerson: false, untracked: [] } }).links).toEqual([]);
  });
});

import fc from 'fast-check';
import { isOpen, wallTime } from './activeWindow';
import { defaultMenu, personalMenu, type Scene, whatPersonSees } from './whatPersonSees';

const NOON = Date.parse('2026-11-22T12:00:00+08:00');
const window = { type: 'once', from: '2026-11-22T09:00', until: '2026-11-22T18:00' } as const;
const rules: Scene['rules'] = {
  defaultMenuId: 'everyday',
  tagRules: [{ id: 'r1', tag: 'vip', menuId: 'gold' }, { id: 'r2', tag: 'new', menuId: 'welcome' }],
  schedule: [{ id: 's1', menuId: 'lunch', window }],
};
const scene = (change: Partial<Scene> = {}): Scene => ({ rules, published: new Set(['everyday', 'gold', 'welcome', 'lunch', 'gift']), now: NOON, timeZone: 'Asia/Taipei', ...change });
const ann = { tags: [] as string[], manualMenuId: null as string | null };
const seen = (person: typeof ann, at: Scene) => {
  const { menuId, because } = whatPersonSees(person, at);
  return [menuId, because];
};

describe('what a person sees', () => {
  it.each<[string, typeof ann, Scene, [string | null, string]]>([
    ['the menu given by hand before everything', { tags: ['vip'], manualMenuId: 'gift' }, scene(), ['gift', 'manual']],
    ['the first tag rule that fits', { tags: ['new', 'vip'], manualMenuId: null }, scene(), ['gold', 'tagRule']],
    ['the schedule that is on', ann, scene(), ['lunch', 'schedule']],
    ['the default when no schedule is on', ann, scene({ now: Date.parse('2026-11-22T18:00:00+08:00') }), ['everyday', 'default']],
    ['the next reason when a menu is not at the channel', { tags: ['vip', 'new'], manualMenuId: 'gift' }, scene({ published: new Set(['welcome']) }), ['welcome', 'tagRule']],
    ['nothing where nothing is published', { tags: ['vip'], manualMenuId: 'gift' }, scene({ published: new Set() }), [null, 'nothing']],
    ['no menu when the schedule hides it', ann, scene({ rules: { ...rules, schedule: [{ id: 's', menuId: null, window }] } }), [null, 'schedule']],
  ])('is %s', (_name, person, at, expected) => expect(seen(person, at)).toEqual(expected));

  it('comes with the whole line of reasons', () => {
    expect(whatPersonSees({ tags: ['new'], manualMenuId: 'gone' }, scene()).layers.map(({ layer, state }) => `${layer} ${state}`)).toEqual([
      'manual notPublished', 'tagRule noMatch', 'tagRule applies', 'schedule outranked', 'default outranked',
    ]);
  });

  it('is always what LINE makes of the person\'s own menu and the default', () => {
    const menus = fc.constantFrom('everyday', 'gold', 'welcome', 'lunch', 'gift');
    fc.assert(
      fc.property(fc.subarray(['vip', 'new']), fc.option(menus), fc.uniqueArray(menus), fc.integer({ min: 0, max: 48 }), (tags, manualMenuId, published, hours) => {
        const person = { tags, manualMenuId };
        const at = scene({ published: new Set(published), now: NOON + (hours - 24) * 3_600_000 });
        expect(whatPersonSees(person, at).menuId).toBe(personalMenu(person, at) ?? defaultMenu(at));
      }),
    );
  });
});

describe('a window', () => {
  const at = (iso: string, timeZone = 'Asia/Taipei') => wallTime(Date.parse(iso), timeZone);
  it('opens with its first minute and closes before its last, by the clock of the bot', () => {
    expect(['08:59', '09:00', '17:59', '18:00'].map((time) => isOpen(window, at(`2026-11-22T${time}:00+08:00`)))).toEqual([false, true, true, false]);
    expect(isOpen(window, at('2026-11-22T09:00:00+08:00', 'Asia/Tokyo'))).toBe(true);
    expect(isOpen({ ...window, until: null }, at('2030-01-01T00:00:00Z'))).toBe(true);
  });
  it('of a Friday night goes on into Saturday, and not into Sunday', () => {
    const night = { type: 'weekly', days: [5], from: '22:00', until: '02:00' } as const;
    const open = (iso: string) => isOpen({ ...night, days: [...night.days] }, at(iso));
    expect([open('2026-11-20T21:59:00+08:00'), open('2026-11-20T22:00:00+08:00'), open('2026-11-21T01:59:00+08:00'), open('2026-11-21T02:00:00+08:00'), open('2026-11-22T01:00:00+08:00')]).toEqual([
      false, true, true, false, false,
    ]);
  });
  it('of whole days has no gap at midnight', () => {
    const always = { type: 'weekly' as const, days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '24:00' };
    expect(['2026-11-22T00:00:00+08:00', '2026-11-22T23:59:00+08:00'].map((iso) => isOpen(always, at(iso)))).toEqual([true, true]);
  });
});

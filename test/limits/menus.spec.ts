import { pictureFaults, richMenuProblems, validateAction } from '@chatloom/messages';
import { setStage, type Stage } from '../../apps/simulator/test/simulatorSetup';
import { MENU_LIMITS, PICTURE_LIMITS } from './menuTable';

/** Studio and server ask the same function (`richMenuProblems`) before a menu is published; the simulator answers as LINE. */
describe('limits of rich menus, the same in studio, server and simulator', () => {
  let stage: Stage;
  beforeAll(async () => (stage = await setStage()));
  afterAll(() => stage.close());

  const simulatorTakes = async (menu: object): Promise<unknown> => (await stage.line('POST', '/v2/bot/richmenu/validate', menu)).status;

  describe.each(MENU_LIMITS.map((limit) => [limit.name, limit] as const))('%s', (_, { inside, outside, document, menu }) => {
    if (document) {
      it('in the designer and on the server', () => {
        const blocking = (value: unknown) => richMenuProblems(document(value)).filter((problem) => problem.severity === 'blocking');
        expect(blocking(inside)).toEqual([]);
        expect(blocking(outside)).not.toEqual([]);
      });
    }

    it('in the simulator', async () => {
      expect(await simulatorTakes(menu(inside))).toBe(200);
      expect(await simulatorTakes(menu(outside))).toBe(400);
    });
  });

  it.each(MENU_LIMITS.filter(({ name }) => name.startsWith('richMenuAliasId') || name === 'no camera in a menu'))('$name: by the check everybody shares', ({ inside, outside, menu }) => {
    const faults = (value: unknown) => validateAction((menu(value) as { areas: { action: unknown }[] }).areas[0]!.action, 'richMenu', 'action');
    expect(faults(inside)).toEqual([]);
    expect(faults(outside)).not.toEqual([]);
  });

  describe.each(PICTURE_LIMITS)('picture: $name', ({ inside, outside }) => {
    it('in the designer and on the server', () => {
      expect(pictureFaults(png(...inside))).toEqual([]);
      expect(pictureFaults(png(...outside))).not.toEqual([]);
    });

    it('in the simulator', async () => {
      const upload = async ([width, height, bytes]: [number, number, number]) => {
        const { body } = await stage.line('POST', '/v2/bot/richmenu', { size: { width: 2500, height: 843 }, selected: false, name: 'Menu', chatBarText: 'Menu', areas: [] });
        return (await stage.line('POST', `/v2/bot/richmenu/${body.richMenuId}/content`, png(width, height, bytes), { 'content-type': 'image/png' })).status;
      };
      expect(await upload(inside)).toBe(200);
      expect(await upload(outside)).toBe(400);
    });
  });
});

/** The head of a PNG of that size, filled up to so many bytes. Nobody looks further than the head. */
function png(width: number, height: number, bytes: number): Buffer {
  const picture = Buffer.alloc(bytes);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]).copy(picture);
  picture.write('IHDR', 12, 'latin1');
  picture.writeUInt32BE(width, 16);
  picture.writeUInt32BE(height, 20);
  return picture;
}

import { exportFileName } from './exportFileName';

it.each([
  ['Restaurant booking', 'Restaurant booking.flow.json'],
  ['予約 / 夜', '予約 夜.flow.json'],
  ['..\\..\\secret', 'secret.flow.json'],
  ['???', 'flow.flow.json'],
  ['ยินดีต้อนรับ', 'ยินดีต้อนรับ.flow.json'],
])('%s is saved as %s', (name, file) => expect(exportFileName(name)).toBe(file));
it('keeps names short enough for every system', () => expect(exportFileName('x'.repeat(120)).length).toBeLessThan(100));

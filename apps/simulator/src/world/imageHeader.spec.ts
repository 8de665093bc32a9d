import { readImageHeader } from './imageHeader';
import { pngHeader } from '../../test/simulatorSetup';

describe('reading the header of a picture', () => {
  it('finds kind and size of PNG and JPEG', () => {
    expect(readImageHeader(pngHeader(2500, 843))).toEqual({ type: 'image/png', width: 2500, height: 843 });
    // An APP0 segment of 16 bytes, a fill byte, then a progressive frame of 810 lines of 1200.
    const jpeg = Buffer.from(['ffd8', 'ffe0', '0010', '00'.repeat(14), 'ff', 'ffc2', '0011', '08', '032a', '04b0', '03'].join(''), 'hex');
    expect(readImageHeader(jpeg)).toEqual({ type: 'image/jpeg', width: 1200, height: 810 });
  });

  it('takes nothing else, however short or broken', () => {
    for (const hex of ['', 'ffd8', 'ffd8ffe0', 'ffd8ffe0ffff', 'ffd8000000000000000000', '474946383961', '89504e470d0a1a0a']) {
      expect(readImageHeader(Buffer.from(hex, 'hex'))).toBeUndefined();
    }
  });
});

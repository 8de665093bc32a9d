import { createCanvas, loadImage } from '@napi-rs/canvas';
import { PICTURE_FORMS, readPictureHeader } from '@chatloom/messages';
import { makeForms } from './makeForms';

async function picture(width: number, height: number, type: 'png' | 'jpeg'): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  if (type === 'jpeg') {
    context.fillStyle = '#cc0000';
    context.fillRect(0, 0, width, height);
  }
  context.fillStyle = '#0000cc';
  context.fillRect(0, 0, width / 2, height);
  return type === 'png' ? canvas.encode('png') : canvas.encode('jpeg', 90);
}
/** As a phone held upright saves it: turned by a note in the file (EXIF orientation 6). */
function turned(jpeg: Buffer): Buffer {
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex')]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
}
const sizes = ({ forms }: Awaited<ReturnType<typeof makeForms>>) =>
  Object.fromEntries(forms.map(({ form, bytes }) => [form, [readPictureHeader(bytes)!.width, readPictureHeader(bytes)!.height]]));

describe('the sizes of a picture', () => {
  it('are those LINE asks for, none heavier than 1 MB', async () => {
    const made = await makeForms(await picture(3_000, 1_500, 'jpeg'));
    expect(sizes(made)).toEqual({ fit: [1024, 512], full: [2048, 1024], icon: [256, 256], '240': [240, 120], '300': [300, 150], '460': [460, 230], '700': [700, 350], '1040': [1040, 520] });
    expect(made.forms.map((one) => one.form)).toEqual([...PICTURE_FORMS]);
    for (const { form, bytes, contentType } of made.forms) {
      expect(bytes.length).toBeLessThanOrEqual(1024 * 1024);
      expect([form, contentType]).toEqual([form, form === 'icon' ? 'image/png' : 'image/jpeg']);
    }
  });

  it('do not blow a small picture up, but for the widths of an imagemap', async () => {
    expect(sizes(await makeForms(await picture(200, 100, 'png')))).toMatchObject({ fit: [200, 100], full: [200, 100], '1040': [1040, 520] });
  });

  it('keep see-through parts', async () => {
    const { forms } = await makeForms(await picture(200, 100, 'png'));
    const fit = await loadImage(forms[0]!.bytes);
    const context = createCanvas(200, 100).getContext('2d');
    context.drawImage(fit, 0, 0);
    expect([...context.getImageData(150, 50, 1, 1).data]).toEqual([0, 0, 0, 0]);
  });

  it('stand upright, and lose what the camera wrote into the file', async () => {
    const made = await makeForms(turned(await picture(200, 100, 'jpeg')));
    expect([made.width, made.height]).toEqual([100, 200]);
    expect(made.forms.some(({ bytes }) => bytes.includes('Exif'))).toBe(false);
  });

  it('are not made of what is no picture, or would fill the memory', async () => {
    await expect(makeForms(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).rejects.toMatchObject({ code: 'notAPicture' });
    const jpeg = await picture(200, 100, 'jpeg');
    await expect(makeForms(jpeg.subarray(0, jpeg.length >> 2))).rejects.toMatchObject({ code: 'notAPicture' });
    const bomb = Buffer.from('89504e470d0a1a0a0000000d49484452000186a0000186a00806000000', 'hex');
    await expect(makeForms(bomb)).rejects.toMatchObject({ code: 'tooManyPixels' });
  });
});

import { momentFits, momentParams, planTap, vanishesOnTap } from './planTap';

describe('a tap on a button in the phone', () => {
  it('sends postbacks and messages', () => {
    expect(planTap({ type: 'postback', data: 'a' })).toEqual({ do: 'send' });
    expect(planTap({ type: 'message', text: 'Hi' })).toEqual({ do: 'send' });
  });

  it('opens the keyboard with words filled in when the postback asks for it', () => {
    expect(planTap({ type: 'postback', data: 'a', inputOption: 'openKeyboard', fillInText: 'Name: ' })).toEqual({ do: 'send', input: 'openKeyboard', fillIn: 'Name: ' });
    expect(planTap({ type: 'postback', data: 'a', fillInText: 'ignored without openKeyboard' })).toEqual({ do: 'send' });
    expect(planTap({ type: 'postback', data: 'a', inputOption: 'closeRichMenu' })).toEqual({ do: 'send', input: 'closeRichMenu' });
    expect(planTap({ type: 'postback', data: 'a', inputOption: 'dance' })).toEqual({ do: 'send' });
  });

  it('shows a link instead of going there', () => {
    expect(planTap({ type: 'uri', uri: 'https://shop.example' })).toEqual({ do: 'showLink', address: 'https://shop.example' });
  });

  it('prefers the desktop address of a link only on a computer', () => {
    const action = { type: 'uri', uri: 'https://shop.example/m', altUri: { desktop: 'https://shop.example/d' } };
    expect(planTap(action)).toMatchObject({ address: 'https://shop.example/m' });
    expect(planTap(action, true)).toMatchObject({ address: 'https://shop.example/d' });
    expect(planTap({ type: 'uri', uri: 'https://shop.example/m' }, true)).toMatchObject({ address: 'https://shop.example/m' });
  });

  it('asks for a date within the bounds of the button, also when LINE writes a small t', () => {
    expect(planTap({ type: 'datetimepicker', data: 'd', mode: 'datetime', min: '2026-11-21t10:00', max: '2026-11-30T18:00' })).toEqual({
      do: 'pickDate', mode: 'datetime', min: '2026-11-21T10:00', max: '2026-11-30T18:00',
    });
    expect(planTap({ type: 'datetimepicker', mode: 'date', initial: 'soon' })).toEqual({ do: 'pickDate', mode: 'date' });
  });

  it('refuses a moment outside the bounds, or of another shape', () => {
    expect(momentFits('2026-11-21', 'date', '2026-11-22')).toBe(false);
    expect(momentFits('2026-11-22', 'date', '2026-11-22', '2026-11-22')).toBe(true);
    expect(momentFits('2026-11-23', 'date', undefined, '2026-11-22')).toBe(false);
    expect(momentFits('', 'time')).toBe(false);
  });

  it('names the answer like the mode', () => {
    expect(momentParams('10:30', 'time')).toEqual({ time: '10:30' });
  });

  it('asks for pictures and places, copies, and says when it does not know', () => {
    expect(planTap({ type: 'camera' })).toEqual({ do: 'sendImage', from: 'camera' });
    expect(planTap({ type: 'cameraRoll' })).toEqual({ do: 'sendImage', from: 'album' });
    expect(planTap({ type: 'location' })).toEqual({ do: 'sendLocation' });
    expect(planTap({ type: 'clipboard', clipboardText: 'CODE' })).toEqual({ do: 'copy', text: 'CODE' });
    expect(planTap({ type: 'teleport' })).toEqual({ do: 'explain', type: 'teleport' });
  });

  it('keeps the quick replies that still wait for their data', () => {
    expect(vanishesOnTap({ type: 'message' })).toBe(true);
    for (const type of ['camera', 'cameraRoll', 'datetimepicker', 'location']) expect(vanishesOnTap({ type })).toBe(false);
  });
});

import { act, renderHook } from '@testing-library/react';
import { useRolling } from './useRolling';

const OTHERS = ['7', '19', '42'];

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Somebody looks on who wants motion, or does not. */
function watching({ wantsMotion, calls }: { wantsMotion: boolean; calls: number }) {
  window.matchMedia = () => ({ matches: !wantsMotion, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;
  const { result, rerender } = renderHook(({ now }) => useRolling(now, OTHERS), { initialProps: { now: calls } });
  return { shown: () => result.current, isCalled: (now: number) => rerender({ now }) };
}

describe('the ball on the page for the hall', () => {
  it('rolls through others for a moment when something is called, and then lies still', () => {
    const { shown, isCalled } = watching({ wantsMotion: true, calls: 3 });
    isCalled(4);
    const seen = new Set<string | null>();
    for (let n = 0; n < 10; n += 1) {
      seen.add(shown());
      act(() => jest.advanceTimersByTime(100));
    }
    expect([...seen].sort()).toEqual(['19', '42', '7']);
    act(() => jest.advanceTimersByTime(200));
    expect(shown()).toBeNull();
  });

  it('lies still for whoever comes later, and when a call is taken back', () => {
    const { shown, isCalled } = watching({ wantsMotion: true, calls: 3 });
    expect(shown()).toBeNull();
    isCalled(2);
    expect(shown()).toBeNull();
  });

  it('never rolls where no motion is wanted', () => {
    const { shown, isCalled } = watching({ wantsMotion: false, calls: 3 });
    isCalled(4);
    expect(shown()).toBeNull();
  });
});

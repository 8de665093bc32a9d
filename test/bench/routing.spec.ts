import { benchRouting } from './routing';

describe('routing one message among 5,000 keywords of 200 flows', () => {
  it('costs under 50 microseconds and finds what is there', () => {
    const figures = benchRouting();
    expect(figures.matched).toBe(figures.messages / 2);
    expect(figures.meanUs).toBeLessThan(50);
  });

  it('costs about the same with ten times the keywords', () => {
    const figures = benchRouting({ keywords: 50_000, messages: 5_000 });
    expect(figures.meanUs).toBeLessThan(50);
  });
});

import { benchLargeFlow } from './largeFlow';

describe('a flow of 1,000 nodes', () => {
  const small = benchLargeFlow(250);
  const large = benchLargeFlow(1_000);

  it('opens in time proportional to its size', () => {
    // Four times the nodes; the rest is for a machine that is busy with other things.
    expect(large.openMs / small.openMs).toBeLessThan(12);
  });

  it('answers as fast as a small one: a turn costs what it passes', () => {
    expect(large.turnUs / small.turnUs).toBeLessThan(3);
  });
});

import { goLiveSteps } from './goLiveSteps';

type State = Parameters<typeof goLiveSteps>[0];
const flow = (publishedVersion: number | null) => ({ publishedVersion }) as State['flows'][number];
const channel = (kind: 'line' | 'simulator') => ({ kind }) as State['channels'][number];
const check = (ours: boolean, active: boolean) => ({ ok: ours && active, problems: [], webhook: { endpoint: 'https://bots.example.com', ours, active } }) as State['check'];
const done = (state: Partial<State>) =>
  goLiveSteps({ flows: [], channels: [channel('simulator')], hasPeople: false, ...state })
    .filter((step) => step.done)
    .map(({ step }) => step);

it('has nothing done for a new bot: its own phone channel does not count', () => expect(done({})).toEqual([]));
it('counts a draft as drawn, not as published', () => expect(done({ flows: [flow(null)] })).toEqual(['flow']));
it('counts a published flow', () => expect(done({ flows: [flow(null), flow(2)] })).toEqual(['flow', 'publish']));
it('wants LINE to deliver here, switched on', () => {
  const channels = [channel('simulator'), channel('line')];
  expect(done({ channels })).toEqual(['connect']);
  expect(done({ channels, check: check(false, true) })).toEqual(['connect']);
  expect(done({ channels, check: check(true, false) })).toEqual(['connect']);
  expect(done({ channels, check: check(true, true) })).toEqual(['connect', 'webhook']);
});

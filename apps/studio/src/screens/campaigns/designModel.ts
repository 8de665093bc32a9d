import type { CampaignDesign, CampaignProblem, CampaignSummary } from './campaignQueries';

export type Variant = Extract<CampaignDesign['what'], { type: 'messages' }>['variants'][number];
export type VariantId = Variant['id'];
export const VARIANT_IDS: readonly VariantId[] = ['A', 'B', 'C', 'D', 'E'];

/** The four parts of the page, in the order a person goes through them. */
export const SECTIONS = ['who', 'what', 'when', 'care'] as const;
export type Section = (typeof SECTIONS)[number];

/** What a new campaign begins as: nobody chosen, nothing to say, at once, with the safeguards most people want. */
export function newDesign(channelId: string): CampaignDesign {
  return {
    channelId,
    kind: 'marketing',
    what: { type: 'messages', variants: [{ id: 'A', blocks: [], weight: 1 }], silent: false },
    to: { type: 'segment', segment: null },
    when: { type: 'now' },
    quietHours: null,
    cap: null,
    tracking: { on: true, perPerson: false, untracked: [] },
    trial: null,
    stages: null,
    brake: { unfollowPercent: 3, errorPercent: 10 },
    conversion: null,
  };
}

/** Does it stand still because somebody changes it for its times to come? */
export const isChanging = ({ state, stop }: Pick<CampaignSummary, 'state' | 'stop'>): boolean => state === 'paused' && stop?.code === 'changing';

/** Does LINE itself send it to everybody at once? */
export const sentByLine = (to: CampaignDesign['to']): boolean => to.type === 'everyone' || to.type === 'audience';

/** Which part of the page a problem belongs to. */
export function sectionOf(problem: Pick<CampaignProblem, 'path'>): Section {
  switch (problem.path[0]) {
    case 'what':
    case 'trial':
    case 'tracking':
      return 'what';
    case 'when':
      return 'when';
    case 'quietHours':
    case 'cap':
    case 'stages':
    case 'brake':
    case 'conversion':
      return 'care';
    default:
      return 'who';
  }
}

/** Problems at or below a path, with what is left of theirs. */
export function problemsBelow(problems: readonly CampaignProblem[], ...path: (string | number)[]): CampaignProblem[] {
  return problems.filter((problem) => path.every((part, at) => problem.path[at] === part)).map((problem) => ({ ...problem, path: problem.path.slice(path.length) }));
}

/** One more version of the content, beginning as a copy of the first; with it a trial, because two versions need a way to decide. */
export function addVariant(design: CampaignDesign): CampaignDesign {
  const { what } = design;
  if (what.type !== 'messages') return design;
  const id = VARIANT_IDS.find((each) => !what.variants.some((variant) => variant.id === each));
  if (!id) return design;
  return {
    ...design,
    what: { ...what, variants: [...what.variants, { id, blocks: structuredClone(what.variants[0]!.blocks), weight: 1 }] },
    trial: design.trial ?? { percent: 20, winnerBy: 'click', afterMinutes: 240 },
  };
}

/** Without one version; the letters of the others stay, because people speak of them. With one left there is nothing to try. */
export function removeVariant(design: CampaignDesign, id: VariantId): CampaignDesign {
  const { what } = design;
  if (what.type !== 'messages' || what.variants.length < 2) return design;
  const variants = what.variants.filter((variant) => variant.id !== id);
  return { ...design, what: { ...what, variants }, trial: variants.length > 1 ? design.trial : null };
}

/** With one version changed. */
export function withVariant(design: CampaignDesign, id: VariantId, change: (variant: Variant) => Variant): CampaignDesign {
  if (design.what.type !== 'messages') return design;
  return { ...design, what: { ...design.what, variants: design.what.variants.map((variant) => (variant.id === id ? change(variant) : variant)) } };
}

/** A wall-clock time `2026-12-24T18:00` so many days later or earlier; the time of day stays. */
export function shiftDays(local: string, days: number): string {
  const [day, time] = local.split('T') as [string, string];
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10)}T${time}`;
}

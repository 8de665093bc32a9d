import type { Block, CampaignDesign } from '@chatloom/contract';
import type { BotSnapshot, ContactSnapshot, LineMessage } from '@chatloom/engine';
import { linksOf, withLinks } from '../links/messageLinks';
import { personalCode, shortCode } from '../links/shortCode';
import { languagesOf } from './chooseWay';
import { renderBlocks } from './renderBlocks';

/** A run whose messages are made. */
export interface RunOfContent {
  id: string;
  /** Epoch ms: "today" of its words. */
  due_at: number;
  design: CampaignDesign;
}

/** A link of a run that is followed. */
export interface TrackedLink {
  code: string;
  salt: string;
  variant: string;
  url: string;
}

/** Nobody in particular: how words look without anything known of the reader. */
export const NOBODY: ContactSnapshot = { id: '', fields: {}, tags: [], isFriend: true, createdAt: 0 };

/**
 * The messages of a run, for all or for one. Made anew by any process at any time they come out the same: a call that is repeated under its key
 * must have the same body (FACTS §10).
 */
export class RunContent {
  /** Links by variant and address. */
  readonly links: readonly TrackedLink[];
  private readonly byAddress: ReadonlyMap<string, TrackedLink>;
  private readonly known = new Map<string, LineMessage[]>();

  /** @param shortBase what short addresses begin with, e.g. `https://bot.example/l/` */
  constructor(
    private readonly run: RunOfContent,
    private readonly bot: BotSnapshot,
    private readonly shortBase: string,
  ) {
    this.links = trackedLinks(run, bot);
    this.byAddress = new Map(this.links.map((link) => [`${link.variant} ${link.url}`, link]));
  }

  /** What everybody with this language gets. */
  forAll(variant: string, language: string | null): LineMessage[] {
    const key = `${variant} ${language}`;
    const known = this.known.get(key);
    if (known) return known;
    const made = this.made(variant, language === null ? NOBODY : { ...NOBODY, language }, (link) => link.code);
    this.known.set(key, made);
    return made;
  }

  /** What one person gets; `no` is their number in the run. */
  forOne(variant: string, contact: ContactSnapshot, no: number): LineMessage[] {
    return this.made(variant, contact, (link) => personalCode(link.code, link.salt, no));
  }

  private made(variant: string, contact: ContactSnapshot, codeOf: (link: TrackedLink) => string): LineMessage[] {
    const { messages } = renderVariant(this.run.design, variant, contact, this.bot, this.run.due_at);
    if (this.links.length === 0) return messages;
    return withLinks(messages, (url) => {
      const link = this.byAddress.get(`${variant} ${url}`);
      return link ? this.shortBase + codeOf(link) : url;
    });
  }
}

/** The bubbles of a variant for one reader, links as they were written. */
export function renderVariant(design: CampaignDesign, variant: string, contact: ContactSnapshot, bot: BotSnapshot, now: number): { messages: LineMessage[]; notes: { code: string }[] } {
  if (design.what.type !== 'messages') return { messages: [], notes: [] };
  const { variants, language } = design.what;
  const blocks = variants.find((one) => one.id === variant)?.blocks ?? [];
  return renderBlocks(blocks, { contact, bot, now, ...(language === undefined ? {} : { language }) });
}

/**
 * Addresses that are the same for everybody, as they appear in the finished messages of each language. One that is put together of variables
 * stays as it is: what a short address leads to is stored beforehand, so that ours never lead anywhere else.
 */
export function trackedLinks(run: RunOfContent, bot: BotSnapshot): TrackedLink[] {
  const { what, tracking } = run.design;
  if (what.type !== 'messages' || !tracking.on) return [];
  return what.variants.flatMap(({ id: variant, blocks }) =>
    staticLinks(run, variant, blocks, bot)
      .filter((url) => !tracking.untracked.includes(url))
      .map((url) => ({ ...shortCode(run.id, variant, url), variant, url })),
  );
}

/** All addresses of a variant that do not depend on the reader. */
export function staticLinks(run: Pick<RunOfContent, 'design' | 'due_at'>, variant: string, blocks: readonly Block[], bot: BotSnapshot): string[] {
  const written = JSON.stringify(blocks);
  const languages = [undefined, ...languagesOf(blocks.map((block) => block.data))];
  const found = languages.flatMap((language) => {
    const reader = language === undefined ? NOBODY : { ...NOBODY, language };
    return linksOf(renderVariant(run.design, variant, reader, bot, run.due_at).messages);
  });
  return [...new Set(found)].filter((url) => isWrittenOut(written, JSON.stringify(url).slice(1, -1)));
}

/** Does it stand there as it is, and not only as the beginning of one that goes on with a variable? */
function isWrittenOut(written: string, url: string): boolean {
  return written.split(url).slice(1).some((rest) => !rest.startsWith('{{'));
}

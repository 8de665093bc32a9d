import { renderTemplate, type CompiledFlow, type ContactSnapshot, type Env, type LineMessage, type NodeRunner, type RunContext, type Scope, type Session } from '@chatloom/engine';
import { resolveText } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { nodeRunners } from '@chatloom/nodes/runtime';
import type { Block } from './blockModel';

/** For whom and from whom a preview is made. */
export interface PreviewSituation {
  person: ContactSnapshot;
  bot: { id: string; name: string; timeZone: string };
  /** The language plain texts are written in. */
  mainLanguage: string;
  /** Epoch ms, for dates in texts. */
  now: number;
}

/** What one bubble becomes: nothing while it is unfinished. */
export type PreviewBubble = LineMessage | undefined;

/**
 * What a person would get, made by the same runners that make it in earnest, one entry for each block. A block that cannot be sent yet (an empty
 * text, a picture without address) gives `undefined`.
 */
export function previewBlocks(blocks: readonly Block[], situation: PreviewSituation): PreviewBubble[] {
  return blocks.map((block) => previewBlock(block, situation));
}

function previewBlock(block: Block, situation: PreviewSituation): PreviewBubble {
  const parsed = nodeDefinitions[block.type].schema.safeParse(block.data);
  if (!parsed.success) return undefined;
  const outcome = (nodeRunners[block.type] as NodeRunner<unknown>).enter(parsed.data, contextOf(situation));
  const sent = outcome.effects?.find((effect) => effect.type === 'sendMessages');
  return sent?.type === 'sendMessages' ? sent.messages[0] : undefined;
}

function contextOf({ person, bot, mainLanguage, now }: PreviewSituation): RunContext {
  const flow = { flowId: 'preview', versionId: 'preview', document: { name: '', language: mainLanguage } } as unknown as CompiledFlow;
  const scope: Scope = { now, timeZone: bot.timeZone, contact: person, bot, flow: { id: '', name: '' }, answers: {} };
  return {
    nodeId: 'preview',
    env: { now, random: () => 0, newId: () => 'preview', contact: person, bot, flows: undefined as never } satisfies Env,
    flow,
    session: {} as Session,
    render: (text) => renderTemplate(resolveText(text, [person.language, mainLanguage]), scope),
    evaluate: () => undefined,
    tapData: (port) => `preview:${port}`,
    trace: () => undefined,
  };
}

import { FlowDirectory } from '@chatloom/bots';
import { Segments } from '@chatloom/audience';
import { CAMPAIGN_PROBLEMS, type CampaignDesign, type CampaignProblem } from '@chatloom/contract';
import { localTimeToInstant, nextOccurrence } from '@chatloom/engine';
import { Clock, Database } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';
import { checkBlocks } from '../content/checkBlocks';
import { chooseWay } from '../content/chooseWay';
import { trackedLinks } from '../content/RunContent';

/** LINE keeps at most 1,000 names of statistics a month; links of our own are kept small for the report's sake. */
const LINKS_MAX = 50;
type Code = (typeof CAMPAIGN_PROBLEMS)[number];

/** What is wrong with a design: the same before saving, at the start, and when the time has come. */
@Injectable()
export class CampaignChecks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly segments: Segments,
    private readonly flows: FlowDirectory,
  ) {}

  /** @param at `isStarting`: times must not be over then; `done`: times it came already */
  async problems(botId: string, design: CampaignDesign, { isStarting = false, done = 0 }: { isStarting?: boolean; done?: number } = {}): Promise<CampaignProblem[]> {
    const channel = await this.channelOf(botId, design.channelId);
    return [
      ...(channel === null ? [problem('channelMissing', ['channelId'], 'The channel of this campaign is not connected any more.')] : []),
      ...(channel?.state === 'paused' ? [problem('channelPaused', ['channelId'], 'The channel is paused: nothing is sent until it goes on.', 'warning')] : []),
      ...(await this.ofContent(botId, design)),
      ...(await this.ofRecipients(botId, design, channel?.kind)),
      ...this.ofTime(design, isStarting, done),
      ...ofRules(design),
    ];
  }

  private async channelOf(botId: string, channelId: string): Promise<{ kind: string; state: string } | null> {
    const { rows } = await this.database.pg.query<{ kind: string; state: string }>('campaigns.channelOf', 'SELECT kind, state FROM channel WHERE bot_id = $1 AND id = $2', [botId, channelId]);
    return rows[0] ?? null;
  }

  private async ofContent(botId: string, design: CampaignDesign): Promise<CampaignProblem[]> {
    const { what } = design;
    if (what.type === 'flow') return this.ofFlow(botId, what);
    const problems = what.variants.flatMap(({ blocks }, at) => checkBlocks(blocks).map((one) => ({ ...one, path: ['what', 'variants', at, 'blocks', ...one.path] })));
    const links = trackedLinks({ id: '', due_at: this.clock.now(), design }, { id: botId, name: '', timeZone: 'UTC' });
    if (links.length > LINKS_MAX) problems.push(problem('tooManyLinks', ['what'], `It has ${links.length} links; at most ${LINKS_MAX} can be followed.`, 'blocking', { count: links.length, max: LINKS_MAX }));
    if (design.trial?.winnerBy === 'click' && what.variants.length > 1 && links.length === 0) {
      problems.push(problem('winnerByClickWithoutLinks', ['trial', 'winnerBy'], 'The winner is to be found by taps, and there is no link that is followed.'));
    }
    return problems;
  }

  private async ofFlow(botId: string, what: Extract<CampaignDesign['what'], { type: 'flow' }>): Promise<CampaignProblem[]> {
    const { flowId, nodeId } = what;
    if (flowId === null) return [problem('flowMissing', ['what', 'flowId'], 'No flow is chosen.')];
    const { rows } = await this.database.pg.query<{ live_revision: string; exists: boolean }>(
      'campaigns.flowOf',
      'SELECT b.live_revision, EXISTS (SELECT 1 FROM flow f WHERE f.bot_id = b.id AND f.id = $2 AND f.archived_at IS NULL) AS exists FROM bot b WHERE b.id = $1',
      [botId, flowId],
    );
    if (!rows[0]?.exists) return [problem('flowMissing', ['what', 'flowId'], 'The flow is not there any more.')];
    const { flows } = await this.flows.load({ botId, runs: 'published', revision: Number(rows[0].live_revision), versionIds: [] });
    const live = flows.live(flowId);
    if (!live) return [problem('flowNotPublished', ['what', 'flowId'], 'The flow is not published: nothing would happen.')];
    return nodeId !== undefined && !live.document.nodes[nodeId] ? [problem('nodeMissing', ['what', 'nodeId'], 'The published flow has no such step.')] : [];
  }

  private async ofRecipients(botId: string, design: CampaignDesign, kind: string | undefined): Promise<CampaignProblem[]> {
    const { to } = design;
    switch (to.type) {
      case 'segment':
        return this.ofSegment(botId, to.segment);
      case 'list': {
        const { rows } = await this.database.pg.query('campaigns.listOf', 'SELECT 1 FROM campaign_list WHERE bot_id = $1 AND id = $2 AND channel_id = $3', [botId, to.listId, design.channelId]);
        return rows.length === 0 ? [problem('listMissing', ['to', 'listId'], 'No list is uploaded for this channel.')] : [];
      }
      case 'people':
        return to.contactIds.length === 0 ? [problem('nobodyNamed', ['to', 'contactIds'], 'Nobody is named.')] : [];
      case 'everyone':
      case 'audience':
        return [
          ...(to.type === 'audience' && kind === 'simulator' ? [problem('onlyAtLine', ['to'], "LINE's audiences are of LINE channels; the simulator has none.")] : []),
          ...notForEverybody(design),
        ];
    }
  }

  private async ofSegment(botId: string, choice: Extract<CampaignDesign['to'], { type: 'segment' }>['segment']): Promise<CampaignProblem[]> {
    if (choice === null) return [problem('segmentMissing', ['to', 'segment'], 'It is not said whom it goes to.')];
    const definition = 'definition' in choice ? choice.definition : ((await this.segments.find(botId, choice.segmentId))?.definition ?? null);
    if (definition === null) return [problem('segmentMissing', ['to', 'segment'], 'The segment is not there any more.')];
    const [broken] = (await this.segments.problems(botId, definition)).filter((one) => one.severity === 'blocking');
    return broken ? [problem('segmentBroken', ['to', 'segment'], `The segment cannot be read: ${broken.message}`, 'blocking', { ...broken.params, fault: broken.code, reason: broken.message })] : [];
  }

  private ofTime({ when, quietHours }: CampaignDesign, isStarting: boolean, done: number): CampaignProblem[] {
    const now = this.clock.now();
    const problems: CampaignProblem[] = [];
    if (when.type === 'repeating' && nextOccurrence(when.recurrence, now, done) === null) problems.push(problem('neverComes', ['when'], 'By this rule it never goes out.'));
    if ((when.type === 'once' || when.type === 'ownZone') && momentOf(when.at, when.timeZone) <= now) {
      problems.push(problem('timePassed', ['when', 'at'], 'This time is over.', isStarting || when.type === 'once' ? 'blocking' : 'warning'));
    }
    if (quietHours !== null && quietHours.from === quietHours.until) problems.push(problem('quietHoursEmpty', ['quietHours'], 'The quiet hours begin and end at the same time.', 'warning'));
    return problems;
  }
}

/** When a clock in the zone shows it; epoch ms, NaN for a day there is not. */
export function momentOf(local: string, timeZone: string): number {
  const [date = '', time = ''] = local.split('T');
  return localTimeToInstant(date, time, timeZone) ?? Number.NaN;
}

/** One call says the same to all at once, and nobody here knows to whom. */
function notForEverybody(design: CampaignDesign): CampaignProblem[] {
  const { what, stages, cap, when, quietHours, trial } = design;
  const not = [
    ...(what.type === 'messages' && what.variants.length > 1 ? ['variants'] : []),
    ...(what.type === 'messages' && chooseWay({ ...design, to: { type: 'people', contactIds: [] } }).way === 'push' ? ['variables'] : []),
    ...(stages === null ? [] : ['stages']),
    ...(trial === null ? [] : ['trial']),
    ...(cap === null ? [] : ['cap']),
    ...(quietHours === null ? [] : ['quietHours']),
    ...(when.type === 'ownZone' ? ['ownZone'] : []),
  ];
  if (what.type === 'flow') return design.to.type === 'audience' ? [problem('notForEverybody', ['what'], 'LINE picks the recipients itself, so no flow can be started for them.', 'blocking', { what: 'flow' })] : [];
  return not.map((what) => problem('notForEverybody', [what === 'variants' || what === 'variables' ? 'what' : what === 'ownZone' ? 'when' : what], `A send to everybody in one call cannot have: ${what}. Choose a segment instead.`, 'blocking', { what }));
}

function ofRules({ what, trial, conversion }: CampaignDesign): CampaignProblem[] {
  const isTried = what.type === 'messages' && what.variants.length > 1;
  return [
    ...(isTried && trial === null ? [problem('trialMissing', ['trial'], 'With several versions it has to be said how they are tried.')] : []),
    ...(!isTried && trial !== null ? [problem('trialWithoutVariants', ['trial'], 'There is only one version to try.')] : []),
    ...(conversion?.type === 'node' && conversion.nodeId === '' ? [problem('conversionMissing', ['conversion', 'nodeId'], 'No step is chosen that counts as success.')] : []),
  ];
}

function problem(code: Code, path: CampaignProblem['path'], message: string, severity: CampaignProblem['severity'] = 'blocking', params?: CampaignProblem['params']): CampaignProblem {
  return { code, path, severity, message, ...(params === undefined ? {} : { params }) };
}


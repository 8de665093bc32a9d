import { Injectable } from '@nestjs/common';
import { type ChannelInUse, ChannelDirectory, LineGateways, NotFoundError, StateConflictError } from '@chatloom/bots';
import type { LineRichMenu } from '@chatloom/contract';
import type { CallOutcome } from '@chatloom/line';
import { explainRefusal } from './explainRefusal';
import { type PublicationRow, Publications } from './Publications';
import { readTag } from './publishJob';

/** LINE did not do what it was asked. The API answers 502. */
export class LineFailedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LineFailedError';
  }
}

/** What LINE really has: every menu of a channel, ours and others'. */
@Injectable()
export class MenusAtLine {
  constructor(
    private readonly publications: Publications,
    private readonly directory: ChannelDirectory,
    private readonly gateways: LineGateways,
  ) {}

  /** @throws NotFoundError, LineFailedError */
  async list(botId: string, channelId: string): Promise<LineRichMenu[]> {
    const channel = await this.channel(botId, channelId);
    const { richMenus } = this.gateways.of(channel.kind);
    const [listed, standard, rows] = await Promise.all([richMenus.list(channel), richMenus.getDefault(channel), this.publications.ofChannel(channelId)]);
    const menus = valueOf(listed).richmenus;
    const defaultId = standard.kind === 'ok' ? standard.value.richMenuId : null;
    return menus.map(({ richMenuId, name, chatBarText, areas }) => ({ richMenuId, name, chatBarText, areaCount: areas.length, isDefault: richMenuId === defaultId, ...originOf(richMenuId, name, rows) }));
  }

  /** @throws NotFoundError, StateConflictError when it belongs to a published menu, LineFailedError */
  async remove(botId: string, channelId: string, richMenuId: string): Promise<void> {
    const channel = await this.channel(botId, channelId);
    const rows = await this.publications.ofChannel(channelId);
    if (ownerOf(richMenuId, rows)) throw new StateConflictError('This menu belongs to a published one. Unpublish that instead.');
    const outcome = await this.gateways.of(channel.kind).richMenus.delete(channel, richMenuId);
    if (outcome.kind === 'notFound') throw new NotFoundError('rich menu at LINE');
    valueOf(outcome);
  }

  private async channel(botId: string, channelId: string): Promise<ChannelInUse> {
    const channel = await this.directory.byId(channelId);
    if (channel?.botId !== botId) throw new NotFoundError('channel');
    return channel;
  }
}

function ownerOf(richMenuId: string, rows: readonly PublicationRow[]): PublicationRow | undefined {
  return rows.find(({ live, job }) => [...(live?.tabs ?? []), ...(job?.made ?? []), ...(job?.old ?? [])].some((tab) => tab.richMenuId === richMenuId));
}

function originOf(richMenuId: string, name: string, rows: readonly PublicationRow[]): Pick<LineRichMenu, 'origin' | 'menuId'> {
  const owner = ownerOf(richMenuId, rows);
  if (owner) return { origin: 'ours', menuId: owner.menuId };
  const tag = readTag(name);
  const maker = tag && rows.find((row) => row.menuId.slice(-12) === tag.menu);
  return maker ? { origin: 'orphan', menuId: maker.menuId } : { origin: 'foreign', menuId: null };
}

function valueOf<T>(outcome: CallOutcome<T>): T {
  if (outcome.kind === 'ok') return outcome.value;
  throw new LineFailedError(outcome.kind === 'retryLater' ? 'LINE does not answer now, or was asked too often. Try again in a moment.' : explainRefusal(outcome).message);
}

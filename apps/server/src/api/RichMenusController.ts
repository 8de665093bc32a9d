import { Controller, Res } from '@nestjs/common';
import { AccessError, Audit } from '@chatloom/accounts';
import { Bots } from '@chatloom/bots';
import { type CallOutput, type RichMenuDetail, type RichMenuSummary, Routes } from '@chatloom/contract';
import {
  ChannelDefaults, LineFailedError, LinkWorker, MenusAtLine, MenuStatistics, PersonalMenus, Pictures, type PublicationRow, Publications, type RichMenu, RichMenuPublishing, RichMenus, Rules,
} from '@chatloom/richmenus';
import { TilePainter } from '@chatloom/pictures';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from './route';

/** A year: a picture never changes. */
const PICTURE_CACHE = 'private, max-age=31536000, immutable';

/** Rich menus: drafts, pictures, publishing, who sees which, statistics. */
@Controller()
export class RichMenusController {
  constructor(
    private readonly bots: Bots,
    private readonly menus: RichMenus,
    private readonly pictures: Pictures,
    private readonly painter: TilePainter,
    private readonly publications: Publications,
    private readonly publishing: RichMenuPublishing,
    private readonly rules: Rules,
    private readonly defaults: ChannelDefaults,
    private readonly people: PersonalMenus,
    private readonly links: LinkWorker,
    private readonly atLine: MenusAtLine,
    private readonly statistics: MenuStatistics,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.listRichMenus)
  async list(@Call() { params }: CallOf<typeof Routes.listRichMenus>): Promise<CallOutput<typeof Routes.listRichMenus>> {
    await this.bots.getOrThrow(params.botId);
    const menus = await this.menus.list(params.botId);
    return { items: (await this.details(params.botId, menus)).map(({ document: _, problems: __, ...summary }): RichMenuSummary => summary) };
  }

  @Route(Routes.createRichMenu)
  async create(@Call() call: CallOf<typeof Routes.createRichMenu>): Promise<CallOutput<typeof Routes.createRichMenu>> {
    const { params, body } = call;
    await this.bots.getOrThrow(params.botId);
    const menu = await this.menus.create(params.botId, body.name, body.document);
    await this.record('richMenu.created', call, { menuId: menu.id });
    return this.detail(menu);
  }

  @Route(Routes.getRichMenu)
  async get(@Call() { params }: CallOf<typeof Routes.getRichMenu>): Promise<CallOutput<typeof Routes.getRichMenu>> {
    return this.detail(await this.menus.getOrThrow(params.botId, params.menuId));
  }

  @Route(Routes.updateRichMenu)
  async update(@Call() { params, body }: CallOf<typeof Routes.updateRichMenu>): Promise<CallOutput<typeof Routes.updateRichMenu>> {
    return this.detail(await this.menus.update(params.botId, params.menuId, body));
  }

  @Route(Routes.deleteRichMenu)
  async remove(@Call() call: CallOf<typeof Routes.deleteRichMenu>): Promise<void> {
    await this.menus.remove(call.params.botId, call.params.menuId);
    await this.record('richMenu.deleted', call, { menuId: call.params.menuId });
  }

  @Route(Routes.uploadRichMenuPicture)
  async upload(@Call() { params, body }: CallOf<typeof Routes.uploadRichMenuPicture>): Promise<CallOutput<typeof Routes.uploadRichMenuPicture>> {
    await this.bots.getOrThrow(params.botId);
    return this.pictures.store(params.botId, Buffer.from(body.base64, 'base64'));
  }

  @Route(Routes.drawRichMenuPicture)
  async draw(@Call() { params, body }: CallOf<typeof Routes.drawRichMenuPicture>): Promise<CallOutput<typeof Routes.drawRichMenuPicture>> {
    await this.bots.getOrThrow(params.botId);
    return this.pictures.store(params.botId, await this.painter.paint(body.size, body.drawing));
  }

  @Route(Routes.getRichMenuPicture)
  async picture(@Call() { params }: CallOf<typeof Routes.getRichMenuPicture>, @Res() reply: FastifyReply): Promise<void> {
    const { contentType, body } = await this.pictures.read(params.botId, params.pictureId);
    await reply.header('content-type', contentType).header('cache-control', PICTURE_CACHE).header('content-security-policy', "default-src 'none'; sandbox").send(body);
  }

  @Route(Routes.publishRichMenu)
  async publish(@Call() call: CallOf<typeof Routes.publishRichMenu>): Promise<CallOutput<typeof Routes.publishRichMenu>> {
    const { params, body } = call;
    const publication = await this.publishing.publish(params.botId, params.menuId, body.channelId);
    await this.record('richMenu.published', call, { menuId: params.menuId, channelId: body.channelId, state: publication.state });
    return publication;
  }

  @Route(Routes.unpublishRichMenu)
  async unpublish(@Call() call: CallOf<typeof Routes.unpublishRichMenu>): Promise<CallOutput<typeof Routes.unpublishRichMenu>> {
    const { params, body } = call;
    const publication = await this.publishing.unpublish(params.botId, params.menuId, body.channelId);
    await this.record('richMenu.unpublished', call, { menuId: params.menuId, channelId: body.channelId });
    return publication;
  }

  @Route(Routes.getRichMenuRules)
  async getRules(@Call() { params }: CallOf<typeof Routes.getRichMenuRules>): Promise<CallOutput<typeof Routes.getRichMenuRules>> {
    await this.bots.getOrThrow(params.botId);
    return this.rules.get(params.botId);
  }

  @Route(Routes.setRichMenuRules)
  async setRules(@Call() call: CallOf<typeof Routes.setRichMenuRules>): Promise<CallOutput<typeof Routes.setRichMenuRules>> {
    await this.bots.getOrThrow(call.params.botId);
    const rules = await this.rules.set(call.params.botId, call.body);
    await this.defaults.keep(call.params.botId);
    await this.record('richMenu.rulesChanged', call, { revision: rules.revision });
    return rules;
  }

  @Route(Routes.setDefaultRichMenu)
  async setDefault(@Call() call: CallOf<typeof Routes.setDefaultRichMenu>): Promise<CallOutput<typeof Routes.setDefaultRichMenu>> {
    await this.bots.getOrThrow(call.params.botId);
    const rules = await this.rules.setDefault(call.params.botId, call.body.menuId);
    await this.defaults.keep(call.params.botId);
    await this.record('richMenu.rulesChanged', call, { revision: rules.revision });
    return rules;
  }

  @Route(Routes.getContactRichMenu)
  see(@Call() { params }: CallOf<typeof Routes.getContactRichMenu>): Promise<CallOutput<typeof Routes.getContactRichMenu>> {
    return this.people.see(params.botId, params.contactId);
  }

  @Route(Routes.setContactRichMenu)
  async give(@Call() call: CallOf<typeof Routes.setContactRichMenu>): Promise<CallOutput<typeof Routes.setContactRichMenu>> {
    const { botId, contactId } = call.params;
    await this.people.give(botId, contactId, call.body.menuId);
    await this.links.work();
    await this.record('richMenu.given', call, { contactId });
    return this.people.see(botId, contactId);
  }

  @Route(Routes.getRichMenuStatistics)
  async numbers(@Call() { params, query }: CallOf<typeof Routes.getRichMenuStatistics>): Promise<CallOutput<typeof Routes.getRichMenuStatistics>> {
    await this.menus.getOrThrow(params.botId, params.menuId);
    return this.statistics.of(params.botId, params.menuId, query.channelId, { from: query.from, to: query.to });
  }

  @Route(Routes.listRichMenusAtLine)
  async listAtLine(@Call() { params }: CallOf<typeof Routes.listRichMenusAtLine>): Promise<CallOutput<typeof Routes.listRichMenusAtLine>> {
    return { items: await asUpstream(this.atLine.list(params.botId, params.channelId)) };
  }

  @Route(Routes.deleteRichMenuAtLine)
  async removeAtLine(@Call() call: CallOf<typeof Routes.deleteRichMenuAtLine>): Promise<void> {
    const { botId, channelId, richMenuId } = call.params;
    await asUpstream(this.atLine.remove(botId, channelId, richMenuId));
    await this.record('richMenu.deletedAtLine', call, { channelId, richMenuId });
  }

  private async detail(menu: RichMenu): Promise<RichMenuDetail> {
    return (await this.details(menu.botId, [menu]))[0]!;
  }

  private async details(botId: string, menus: readonly RichMenu[]): Promise<RichMenuDetail[]> {
    const [rows, rules, problems] = await Promise.all([this.publications.ofBot(botId), this.rules.get(botId), this.menus.problems(botId, menus)]);
    return menus.map((menu) => {
      const found = problems.get(menu.id) ?? [];
      return {
        id: menu.id,
        name: menu.name,
        revision: menu.revision,
        updatedAt: menu.updatedAt.toISOString(),
        tabCount: menu.document.tabs.length,
        pictureId: menu.document.tabs[0]?.picture?.pictureId ?? null,
        faults: found.filter((problem) => problem.severity === 'blocking').length,
        isDefault: rules.defaultMenuId === menu.id,
        publications: rows.filter((row: PublicationRow) => row.menuId === menu.id).map((row) => this.publications.view(row, row.channelId)),
        document: menu.document,
        problems: found,
      };
    });
  }

  private record(action: string, call: { principal: { person: { id: string } }; params: { botId: string }; ip: string }, details: Record<string, string | number>): Promise<void> {
    return this.audit.record({ action, personId: call.principal.person.id, botId: call.params.botId, ip: call.ip, details });
  }
}

async function asUpstream<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof LineFailedError ? new AccessError('upstream', error.message) : error;
  }
}

import { Controller } from '@nestjs/common';
import { type CallOutput, Routes } from '@chatloom/contract';
import { GameAudit, Shops } from '@chatloom/games';
import { Call, type CallOf, Route } from './route';

/** Places where staff stamp and redeem. */
@Controller()
export class ShopsController {
  constructor(
    private readonly shops: Shops,
    private readonly audit: GameAudit,
  ) {}

  @Route(Routes.listShops)
  async list(@Call() { params }: CallOf<typeof Routes.listShops>): Promise<CallOutput<typeof Routes.listShops>> {
    return { items: await this.shops.list(params.botId) };
  }

  @Route(Routes.createShop)
  async create(@Call() call: CallOf<typeof Routes.createShop>): Promise<CallOutput<typeof Routes.createShop>> {
    const shop = await this.shops.create(call.params.botId, call.body);
    await this.record('shop.created', call, { shopId: shop.id, hasPin: shop.hasPin });
    return shop;
  }

  @Route(Routes.updateShop)
  async update(@Call() call: CallOf<typeof Routes.updateShop>): Promise<CallOutput<typeof Routes.updateShop>> {
    const shop = await this.shops.update(call.params.botId, call.params.shopId, call.body);
    await this.record('shop.changed', call, { shopId: shop.id, isActive: shop.isActive, hasNewPin: call.body.pin !== undefined });
    return shop;
  }

  @Route(Routes.deleteShop)
  async remove(@Call() call: CallOf<typeof Routes.deleteShop>): Promise<void> {
    await this.shops.remove(call.params.botId, call.params.shopId);
    await this.record('shop.deleted', call, { shopId: call.params.shopId });
  }

  private async record(action: string, { params, principal, ip }: Pick<CallOf<typeof Routes.createShop>, 'params' | 'principal' | 'ip'>, details: Record<string, string | boolean>): Promise<void> {
    await this.audit.hosted({ action, botId: params.botId, personId: principal.person.id, ip, details });
  }
}

import { Controller, Res } from '@nestjs/common';
import { type CallOutput, type IssuedVoucher, Routes } from '@chatloom/contract';
import { exportVouchers, GameAudit, Shops, VoucherRedeeming, Vouchers } from '@chatloom/games';
import type { FastifyReply } from 'fastify';
import { cursorOf } from './pages';
import { Call, type CallOf, Route } from './route';
import { sendCsv } from './sendCsv';

const EXPORT_PAGE = 1_000;
type Hosted = Pick<CallOf<typeof Routes.redeemVoucher>, 'params' | 'principal' | 'ip'>;

/** Coupons of a bot's own, and the counter at which they are redeemed. */
@Controller()
export class VouchersController {
  constructor(
    private readonly vouchers: Vouchers,
    private readonly redeeming: VoucherRedeeming,
    private readonly shops: Shops,
    private readonly audit: GameAudit,
  ) {}

  @Route(Routes.listVouchers)
  async list(@Call() { params }: CallOf<typeof Routes.listVouchers>): Promise<CallOutput<typeof Routes.listVouchers>> {
    return { items: await this.vouchers.list(params.botId) };
  }

  @Route(Routes.createVoucher)
  create(@Call() { params, body }: CallOf<typeof Routes.createVoucher>): Promise<CallOutput<typeof Routes.createVoucher>> {
    return this.vouchers.create(params.botId, body);
  }

  @Route(Routes.getVoucher)
  get(@Call() { params }: CallOf<typeof Routes.getVoucher>): Promise<CallOutput<typeof Routes.getVoucher>> {
    return this.vouchers.get(params.botId, params.voucherId);
  }

  @Route(Routes.saveVoucher)
  async save(@Call() call: CallOf<typeof Routes.saveVoucher>): Promise<CallOutput<typeof Routes.saveVoucher>> {
    const { botId, voucherId } = call.params;
    const host = { botId, personId: call.principal.person.id, ip: call.ip, kind: 'voucher', gameId: voucherId } as const;
    const voucher = await this.audit.changing(host, () => this.vouchers.save(botId, voucherId, call.body));
    if (voucher.state !== 'draft') await this.record('voucher.changed', call, { voucherId, stock: voucher.stock });
    return voucher;
  }

  @Route(Routes.copyVoucher)
  copy(@Call() { params, body }: CallOf<typeof Routes.copyVoucher>): Promise<CallOutput<typeof Routes.copyVoucher>> {
    return this.vouchers.copy(params.botId, params.voucherId, body.name);
  }

  @Route(Routes.deleteVoucher)
  async remove(@Call() call: CallOf<typeof Routes.deleteVoucher>): Promise<void> {
    const { botId, voucherId } = call.params;
    await this.vouchers.remove(botId, voucherId);
    await this.record('voucher.deleted', call, { voucherId });
  }

  @Route(Routes.openVoucher)
  async open(@Call() call: CallOf<typeof Routes.openVoucher>): Promise<CallOutput<typeof Routes.openVoucher>> {
    const voucher = await this.vouchers.open(call.params.botId, call.params.voucherId);
    await this.record('voucher.opened', call, { voucherId: voucher.id });
    return voucher;
  }

  @Route(Routes.stopVoucher)
  async stop(@Call() call: CallOf<typeof Routes.stopVoucher>): Promise<CallOutput<typeof Routes.stopVoucher>> {
    const voucher = await this.vouchers.stop(call.params.botId, call.params.voucherId);
    await this.record('voucher.stopped', call, { voucherId: voucher.id });
    return voucher;
  }

  @Route(Routes.giveVoucher)
  async give(@Call() call: CallOf<typeof Routes.giveVoucher>): Promise<CallOutput<typeof Routes.giveVoucher>> {
    const { botId, voucherId } = call.params;
    const told = await this.vouchers.give(botId, voucherId, call.body);
    await this.record('voucher.given', call, { voucherId, given: told.given, sent: call.body.send });
    return told;
  }

  @Route(Routes.listIssuedVouchers)
  issued(@Call() { params, query }: CallOf<typeof Routes.listIssuedVouchers>): Promise<CallOutput<typeof Routes.listIssuedVouchers>> {
    return this.vouchers.issued(params.botId, params.voucherId, { ...query, ...cursorOf(query.cursor, 'cursor') });
  }

  @Route(Routes.exportVouchers)
  async export(@Call() call: CallOf<typeof Routes.exportVouchers>, @Res() reply: FastifyReply): Promise<void> {
    const { botId, voucherId } = call.params;
    const { name } = await this.vouchers.get(botId, voucherId);
    await this.record('voucher.exported', call, { voucherId });
    await sendCsv(reply, { fileName: `${name}.csv`, text: exportVouchers(this.allIssued(botId, voucherId)) });
  }

  @Route(Routes.lookUpVoucher)
  async lookUp(@Call() { params, body }: CallOf<typeof Routes.lookUpVoucher>): Promise<CallOutput<typeof Routes.lookUpVoucher>> {
    return { voucher: await this.redeeming.lookUp(params.botId, body.code) };
  }

  @Route(Routes.redeemVoucher)
  async redeem(@Call() call: CallOf<typeof Routes.redeemVoucher>): Promise<CallOutput<typeof Routes.redeemVoucher>> {
    const { code, shopId } = call.body;
    await this.shops.checkOwn(call.params.botId, shopId);
    const answer = await this.redeeming.redeemCode(call.params.botId, code, { shopId, personId: call.principal.person.id });
    if (answer.outcome === 'redeemed') await this.record('voucher.redeemed', call, { issuedId: answer.voucher!.id, shopId });
    return answer;
  }

  @Route(Routes.undoRedeem)
  async undo(@Call() call: CallOf<typeof Routes.undoRedeem>): Promise<CallOutput<typeof Routes.undoRedeem>> {
    const voucher = await this.redeeming.undo(call.params.botId, call.body.issuedId);
    await this.record('voucher.redeemUndone', call, { issuedId: voucher.id });
    return voucher;
  }

  @Route(Routes.listRedeemed)
  async redeemed(@Call() { params }: CallOf<typeof Routes.listRedeemed>): Promise<CallOutput<typeof Routes.listRedeemed>> {
    return { items: await this.redeeming.latest(params.botId) };
  }

  private async *allIssued(botId: string, voucherId: string): AsyncIterable<readonly IssuedVoucher[]> {
    for (let cursor: string | undefined; ; ) {
      const page = await this.vouchers.issued(botId, voucherId, { cursor, limit: EXPORT_PAGE });
      yield page.items;
      if (page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  }

  private async record(action: string, { params, principal, ip }: Hosted, details: Record<string, string | number | boolean | null>): Promise<void> {
    await this.audit.hosted({ action, botId: params.botId, personId: principal.person.id, ip, details });
  }
}

import { Controller } from '@nestjs/common';
import { Bots, PlannedThings } from '@chatloom/bots';
import { type CallOutput, Routes } from '@chatloom/contract';
import { Call, type CallOf, Route } from './route';

const LONGEST_MS = 100 * 86_400_000;

/** What a bot will do by itself. */
@Controller()
export class CalendarController {
  constructor(
    private readonly bots: Bots,
    private readonly planned: PlannedThings,
  ) {}

  @Route(Routes.listPlanned)
  async list(@Call() { params, query }: CallOf<typeof Routes.listPlanned>): Promise<CallOutput<typeof Routes.listPlanned>> {
    await this.bots.getOrThrow(params.botId);
    const from = Date.parse(query.from);
    return { items: await this.planned.between(params.botId, new Date(from), new Date(Math.min(Date.parse(query.to), from + LONGEST_MS))) };
  }
}

import { Controller } from '@nestjs/common';
import { SeriesNumbers } from '@chatloom/campaigns';
import { type CallOutput, Routes } from '@chatloom/contract';
import { Call, type CallOf, Route } from './route';

/** Series of steps with their numbers. */
@Controller()
export class SeriesController {
  constructor(private readonly numbers: SeriesNumbers) {}

  @Route(Routes.listSeries)
  async list(@Call() { params }: CallOf<typeof Routes.listSeries>): Promise<CallOutput<typeof Routes.listSeries>> {
    return { items: await this.numbers.list(params.botId) };
  }

  @Route(Routes.getSeriesNumbers)
  async get(@Call() { params }: CallOf<typeof Routes.getSeriesNumbers>): Promise<CallOutput<typeof Routes.getSeriesNumbers>> {
    return this.numbers.getOrThrow(params.botId, params.flowId);
  }
}

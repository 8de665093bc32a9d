import { Controller } from '@nestjs/common';
import { type CallOutput, Routes } from '@chatloom/contract';
import { GameAudit } from '@chatloom/games';
import { Call, type CallOf, Route } from './route';

/** What all kinds of games have. */
@Controller()
export class GamesController {
  constructor(private readonly audit: GameAudit) {}

  @Route(Routes.listGameRefusals)
  refusals(@Call() { params, query }: CallOf<typeof Routes.listGameRefusals>): Promise<CallOutput<typeof Routes.listGameRefusals>> {
    return this.audit.refusals(params.botId, params.gameId, query);
  }
}

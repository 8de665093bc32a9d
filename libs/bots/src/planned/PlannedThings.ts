import type { PlannedThing } from '@chatloom/contract';
import { Injectable } from '@nestjs/common';

/** Something planned, as the capability knows it to which it belongs. */
export type Planned = Omit<PlannedThing, 'at'> & { at: Date };

/** Everything of a bot that a capability has planned from one moment (inclusive) until before another. */
export type PlannedSource = (botId: string, from: Date, to: Date) => Promise<Planned[]>;

/** What a bot will do by itself at a time that is known, besides campaigns. Whoever plans something registers where it is found. */
@Injectable()
export class PlannedThings {
  private readonly sources: PlannedSource[] = [];

  register(source: PlannedSource): void {
    this.sources.push(source);
  }

  /** The earliest first. */
  async between(botId: string, from: Date, to: Date): Promise<PlannedThing[]> {
    const found = (await Promise.all(this.sources.map((source) => source(botId, from, to)))).flat();
    return found.sort((a, b) => a.at.getTime() - b.at.getTime()).map((one) => ({ ...one, at: one.at.toISOString() }));
  }
}

/** Something LINE answers 202 to and does a little later. */
export interface Job {
  /** Epoch ms by the simulator's clock. */
  dueAt: number;
  kind: string;
  payload: unknown;
}

/** What a channel still has to do, in the order it is due. Plain data, so that a restart carries on. */
export class Jobs {
  private waiting: Job[] = [];

  add(job: Job): void {
    this.waiting.push(job);
    this.waiting.sort((a, b) => a.dueAt - b.dueAt);
  }

  /** Takes out the next that is due. */
  takeDue(now: number): Job | undefined {
    return this.waiting[0] && this.waiting[0].dueAt <= now ? this.waiting.shift() : undefined;
  }

  /** When the next is due; epoch ms. */
  nextAt(): number | undefined {
    return this.waiting[0]?.dueAt;
  }

  /** For the snapshot file. */
  toJSON(): Job[] {
    return this.waiting;
  }
  restore(saved: Job[]): void {
    this.waiting = [...saved];
  }
}

import { Inject, Injectable, Optional } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { AccessError } from '../errors';

/** Cost of one hash. `memoryKiB` and `rounds` as in argon2id's m and t; parallelism is 1. */
export interface PasswordCost {
  memoryKiB: number;
  rounds: number;
}
/** RELIABILITY C 4.2: 64 MiB, 3 rounds, about 70 ms. */
export const PASSWORD_COST: PasswordCost = { memoryKiB: 64 * 1024, rounds: 3 };

/** Hashes running at once, so that sign-ins cannot take the whole machine. */
const CONCURRENT = 2;
/** Hashes that may wait; more are turned away. */
const WAITING_MAX = 30;
const RETRY_AFTER_SECONDS = 5;

/** Token under which tests hand in a cheaper cost. */
export const PASSWORD_COST_TOKEN = Symbol('chatloom.passwordCost');

/** Argon2id password hashes, at most two computed at a time. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private nobody: Promise<string> | null = null;

  constructor(@Optional() @Inject(PASSWORD_COST_TOKEN) private readonly cost: PasswordCost = PASSWORD_COST) {}

  /** @returns a PHC string, e.g. `$argon2id$v=19$m=65536,t=3,p=1$…` */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, { memoryCost: this.cost.memoryKiB, timeCost: this.cost.rounds, parallelism: 1 }));
  }

  /** Does the password belong to the hash? `null` stands for an account that does not exist: it costs the same time. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    this.nobody ??= this.hash('nobody has this password');
    const against = stored ?? (await this.nobody);
    const isRight = await this.inTurn(() => verify(against, password));
    return isRight && stored !== null;
  }

  /** Was it made with another cost than today's? Then hash again at the next sign-in. */
  isOutdated(stored: string): boolean {
    return !stored.startsWith(`$argon2id$v=19$m=${this.cost.memoryKiB},t=${this.cost.rounds},p=1$`);
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= CONCURRENT) {
      if (this.waiting.length >= WAITING_MAX) throw new AccessError('throttled', 'Too many people sign in at this moment.', { retryAfterSeconds: RETRY_AFTER_SECONDS });
      // The one who finishes hands its place over, so `running` does not change here.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

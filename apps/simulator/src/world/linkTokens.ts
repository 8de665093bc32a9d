/** A link token lives ten minutes and serves once (FACTS §13). */
const LIFE_MS = 10 * 60_000;

/** Tokens that lead a person from the bot's login page back to LINE. */
export class LinkTokens {
  private readonly live = new Map<string, { userId: string; expiresAt: number }>();

  issue(token: string, userId: string, now: number): void {
    this.live.set(token, { userId, expiresAt: now + LIFE_MS });
  }

  /** Whether the token could be used now. */
  has(token: string, now: number): boolean {
    return now < (this.live.get(token)?.expiresAt ?? 0);
  }

  /** Whose token it is; it is used up. Nothing for unknown, used and expired ones. */
  use(token: string, now: number): string | undefined {
    const found = this.live.get(token);
    this.live.delete(token);
    return found && now < found.expiresAt ? found.userId : undefined;
  }

  /** For the snapshot file. */
  entries(): [string, { userId: string; expiresAt: number }][] {
    return [...this.live];
  }
  restore(entries: [string, { userId: string; expiresAt: number }][]): void {
    for (const [token, entry] of entries) this.live.set(token, entry);
  }
}

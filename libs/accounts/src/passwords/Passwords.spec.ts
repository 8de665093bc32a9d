import { PASSWORD_COST, Passwords } from './Passwords';

const cheap = { memoryKiB: 64, rounds: 1 };

describe('Passwords', () => {
  it('knows the right password from a wrong one, and nobody has any', async () => {
    const passwords = new Passwords(cheap);
    const stored = await passwords.hash('雨の日は本を読む');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
    expect(stored).not.toContain('雨');
    expect(await passwords.verify(stored, '雨の日は本を読む')).toBe(true);
    expect(await passwords.verify(stored, '雨の日は本を読むよ')).toBe(false);
    expect(await passwords.verify(null, 'nobody has this password')).toBe(false);
  });

  it('costs 64 MiB and 3 rounds by default, and calls a cheaper hash outdated', async () => {
    expect(PASSWORD_COST).toEqual({ memoryKiB: 65_536, rounds: 3 });
    const old = await new Passwords(cheap).hash('k3#vQ0z!x');
    expect(new Passwords().isOutdated(old)).toBe(true);
    expect(new Passwords(cheap).isOutdated(old)).toBe(false);
  });

  it('turns people away when too many wait, and serves all who were let in', async () => {
    const passwords = new Passwords(cheap);
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => passwords.hash('k3#vQ0z!x')));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(50 - 32);
    expect(refused[0]).toMatchObject({ reason: { code: 'throttled', retryAfterSeconds: 5 } });
    await expect(passwords.hash('k3#vQ0z!x')).resolves.toContain('argon2id');
  });
});

import type { Redis } from 'ioredis';

/** This Redis may forget jobs it accepted. */
export class VolatileRedisError extends Error {
  constructor(readonly reasons: string[]) {
    super(
      `This Redis may forget jobs: ${reasons.join('; ')}. Start it with "appendonly yes" and "maxmemory-policy noeviction", ` +
        'or set REDIS_ALLOW_VOLATILE=1 for development.',
    );
    this.name = 'VolatileRedisError';
  }
}

/**
 * What is unsafe about a Redis as a job store, from its own INFO (CONFIG is often forbidden on rented ones). Without
 * the append-only file a crash loses jobs it had acknowledged (RELIABILITY 1.5), and with an eviction policy any of
 * its keys may vanish when memory runs short.
 */
export async function redisRisks(redis: Redis): Promise<string[]> {
  const info = `${await redis.info('persistence')}\n${await redis.info('memory')}`;
  const value = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const risks: string[] = [];
  if (value('aof_enabled') !== '1') risks.push('its append-only file is off');
  const policy = value('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') risks.push(`its eviction policy is ${policy}`);
  return risks;
}

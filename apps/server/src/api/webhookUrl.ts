import type { Config } from '@chatloom/platform';

/** The address LINE must call. */
export function webhookUrlOf(config: Pick<Config, 'PUBLIC_URL'>, webhookKey: string): string {
  return `${config.PUBLIC_URL}/webhook/${webhookKey}`;
}

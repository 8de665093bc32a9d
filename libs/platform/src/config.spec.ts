import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, configTable, loadConfig } from './config';

describe('the configuration', () => {
  it('is complete without any setting', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ PORT: 3000, PUBLIC_URL: 'http://localhost:3000', ROLES: ['web', 'worker'], isWeb: true, isWorker: true, LINE_API_BASE_URL: 'https://api.line.me', LOG_LEVEL: 'info' });
    expect(config.DATABASE_URL).toBeUndefined();
  });

  it('takes empty values as absent and cuts slashes off addresses', () => {
    expect(loadConfig({ REDIS_URL: ' ', PUBLIC_URL: 'https://chat.example.com/' })).toMatchObject({ PUBLIC_URL: 'https://chat.example.com', publicUrlIsSet: true });
    expect(loadConfig({ REDIS_URL: ' ' }).REDIS_URL).toBeUndefined();
  });

  it('says every mistake in a sentence of its own, and never a secret', () => {
    const load = () => loadConfig({ PORT: '99999', DATABASE_URL: 'mysql://x', ROLES: 'web,cook', APP_SECRET: 'hunter2', LOG_LEVEL: 'loud', TRUST_PROXY: 'maybe', PUBLIC_URL: 'chat' });
    expect(load).toThrow(ConfigError);
    try {
      load();
    } catch (error) {
      expect((error as ConfigError).problems).toEqual([
        'PORT must be a whole number from 0 to 65535.',
        'PUBLIC_URL must be a web address such as https://chat.example.com.',
        'DATABASE_URL must be an address such as postgres://user:password@host:5432/chatloom.',
        'APP_SECRET must have at least 32 characters; `openssl rand -base64 32` makes a good one.',
        'ROLES must be web, worker or web,worker.',
        'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent.',
        'TRUST_PROXY must be 1 or 0.',
      ]);
      expect(String(error)).not.toContain('hunter2');
    }
  });

  it('knows its roles', () => {
    expect(loadConfig({ ROLES: 'worker' })).toMatchObject({ isWeb: false, isWorker: true });
    expect(loadConfig({ ROLES: 'web, web' }).ROLES).toEqual(['web']);
  });

  it('stands in the README as it is (UPDATE_GOLDENS=1 writes it there)', () => {
    const file = join(__dirname, '../../../README.md');
    const readme = readFileSync(file, 'utf8');
    const section = /(<!-- configuration:begin -->\n)[^]*?(<!-- configuration:end -->)/;
    expect(readme).toMatch(section);
    const current = readme.replace(section, (_all, begin: string, end: string) => `${begin}\n${configTable}\n\n${end}`);
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(file, current);
    else expect(readme).toBe(current);
  });
});

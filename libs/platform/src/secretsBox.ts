import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX = 's1';

/** A sealed text was made for another place, with another key, or was changed. */
export class SecretUnreadableError extends Error {
  constructor(reason: string) {
    super(`A stored secret cannot be read: ${reason}`);
    this.name = 'SecretUnreadableError';
  }
}

/**
 * Encrypts small secrets (channel secrets, access tokens) for the database: AES-256-GCM, random 96-bit nonce.
 *
 * A sealed text names the key it was sealed with, so keys can be replaced: the first key seals, all keys open. The
 * `place` (`channel:<id>:secret`) is bound in as additional data, so that a sealed text copied into another row or
 * column does not open.
 */
export class SecretsBox {
  private readonly keys = new Map<string, Buffer>();
  private readonly sealingId: string;

  /** @param secrets first the one to seal with, then older ones; at least 32 characters each. */
  constructor(secrets: readonly string[]) {
    if (secrets.length === 0) throw new Error('A secrets box needs at least one key.');
    for (const secret of secrets) {
      if (secret.length < 32) throw new Error('APP_SECRET must have at least 32 characters.');
      const key = Buffer.from(hkdfSync('sha256', secret, '', 'chatloom secrets box', 32));
      this.keys.set(createHash('sha256').update(key).digest('base64url').slice(0, 8), key);
    }
    this.sealingId = [...this.keys.keys()][0] as string;
  }

  /** @param place where it will be stored; must be given again to open it. */
  seal(plain: string, place: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.keys.get(this.sealingId) as Buffer, nonce);
    cipher.setAAD(Buffer.from(place));
    const body = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${PREFIX}.${this.sealingId}.${body.toString('base64url')}`;
  }

  /** @throws SecretUnreadableError */
  open(sealed: string, place: string): string {
    const [prefix, keyId = '', text = ''] = sealed.split('.');
    if (prefix !== PREFIX) throw new SecretUnreadableError('it is not a sealed text.');
    const key = this.keys.get(keyId);
    if (!key) throw new SecretUnreadableError(`it was sealed with the key ${keyId}, which is not configured (APP_SECRET, APP_SECRET_PREVIOUS).`);
    const body = Buffer.from(text, 'base64url');
    if (body.length < NONCE_BYTES + TAG_BYTES) throw new SecretUnreadableError('it is cut off.');
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(body.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
    } catch {
      throw new SecretUnreadableError('it was changed, or moved from another place.');
    }
  }

  /** Sealed with a key that is no longer the first: seal again when convenient. */
  needsResealing(sealed: string): boolean {
    return sealed.split('.')[1] !== this.sealingId;
  }

  /** A key for another purpose (signing links, cookies), derived from the first secret; 32 bytes. */
  deriveKey(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.keys.get(this.sealingId) as Buffer, '', purpose, 32));
  }
}

/** The generated key of an installation without APP_SECRET: made once, kept in the data folder with mode 0600. */
export function readOrMakeAppSecret(dataFolder: string): string {
  const file = join(dataFolder, 'app-secret');
  mkdirSync(dataFolder, { recursive: true });
  if (!existsSync(file)) {
    try {
      writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another process was faster; its key counts.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(file, 'utf8').trim();
}

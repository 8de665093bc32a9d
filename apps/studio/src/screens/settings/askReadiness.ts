import { OfflineError } from '../../api/errors';

/**
 * Can the server serve requests right now? 503 is an answer too: its sentence says what it waits for.
 * @throws OfflineError when it cannot be reached.
 */
export async function askReadiness(): Promise<{ ready: boolean; message?: string }> {
  const response = await fetch('/health/ready').catch(() => {
    throw new OfflineError();
  });
  const body = (await response.json().catch(() => ({}))) as { message?: string };
  return { ready: response.ok, message: response.ok ? undefined : body.message };
}

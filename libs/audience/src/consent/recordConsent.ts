import { createHash } from 'node:crypto';
import type { EffectHandler } from '@chatloom/conversations';

/** The effect of steps that ask for consent and take it back: `{ state, version, text, flowId, flowName }`; no text where nothing was asked. */
export const recordConsent: EffectHandler = async (tx, { botId, contactId, now }, payload) => {
  // In a group nobody in particular is asked.
  if (contactId === null) return null;
  const { state, version, text, flowId, flowName } = payload as { state: 'yes' | 'no'; version: string; text: string; flowId: string; flowName: string };
  const at = new Date(now);
  const hash = text === '' ? null : createHash('sha256').update(text, 'utf8').digest('hex');
  if (hash !== null) await tx.query('consent.text', 'INSERT INTO consent_text (bot_id, hash, text, first_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [botId, hash, text, at]);
  await tx.query('consent.record', `UPDATE contact SET consent = $3, consent_at = $4, consent_by = 'flow', consent_note = $5, consent_terms = $6 WHERE bot_id = $1 AND id = $2`, [
    botId, contactId, state, at, flowName, hash === null ? null : JSON.stringify({ version, hash, flowId }),
  ]);
  return null;
};

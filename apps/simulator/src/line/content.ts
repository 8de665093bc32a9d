import type { StoredContent } from '../world/contentStore';
import type { Answer, Call, LineRoute } from './call';
import { LineError, notFound } from './lineError';

/** Media that people sent (FACTS §3 "Content", §18 rule 11). */
export const contentRoutes: LineRoute[] = [
  { method: 'GET', path: '/v2/bot/message/:messageId/content', endpoint: 'messageContent', answer: content },
  { method: 'GET', path: '/v2/bot/message/:messageId/content/preview', endpoint: 'contentPreview', answer: preview },
  { method: 'GET', path: '/v2/bot/message/:messageId/content/transcoding', endpoint: 'contentTranscoding', answer: transcoding },
];

function content(call: Call): Answer {
  const stored = existing(call);
  if (call.world.now() < stored.readyAt) return { status: 202, body: {} };
  return { status: 200, body: { bytes: stored.bytes, contentType: stored.contentType } };
}

/** The picture itself stands in for its thumbnail. */
function preview(call: Call): Answer {
  const stored = existing(call);
  if (!stored.contentType.startsWith('image/')) throw new LineError(400, 'The content can not be previewed');
  if (call.world.now() < stored.readyAt) return { status: 202, body: {} };
  return { status: 200, body: { bytes: stored.bytes, contentType: stored.contentType } };
}

function transcoding(call: Call): Answer {
  const stored = existing(call);
  if (!/^(video|audio)\//.test(stored.contentType)) throw notFound();
  return { status: 200, body: { status: call.world.now() < stored.readyAt ? 'processing' : 'succeeded' } };
}

function existing({ channel, params }: Call): StoredContent {
  const stored = channel.contents.get(params.messageId!);
  if (!stored) throw notFound();
  if (stored.gone) throw new LineError(410, 'The content is gone');
  return stored;
}

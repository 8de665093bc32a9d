import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { looseOf } from '../phone/loose';
import { MessagesPhone } from '../phone/MessagesPhone';
import type { Block } from './blockModel';
import { previewBlocks, type PreviewSituation } from './previewBlocks';

/** The bubbles as somebody would see them, following every letter that is typed. `label` tells one preview of a page from another. */
export default function BlocksPhone({ blocks, situation, title, label }: { blocks: readonly Block[]; situation: PreviewSituation; title: string; label?: string }) {
  const { t } = useTranslation('campaigns');
  const messages = useMemo(() => previewBlocks(blocks, situation), [blocks, situation]);
  return <MessagesPhone label={label ?? t('blocks.preview')} title={title} lang={situation.person.language} messages={messages.map((message) => message && looseOf(message))} unfinished={t('blocks.notYet')} nothing={t('blocks.nothing')} />;
}

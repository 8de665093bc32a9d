import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { allowedMedia } from '../links';
import { childOf, listOf, looseOf, textOf, type Loose } from '../loose';
import { PhonePicture } from '../messages/PhonePicture';
import { ActionButton, ActionArea, type OnAction } from '../messages/ActionButton';
import { FlexComponent } from './FlexComponent';
import { aspectRatioOf, bubbleWidth, colorOf, paddings } from './flexStyle';
import styles from '../phone.module.css';

/** A Flex message: one bubble, or a row of bubbles to swipe through. Its `altText` names it for screen readers. */
export function FlexMessage({ message, onAction }: { message: Loose; onAction: OnAction }) {
  const contents = looseOf(message['contents']);
  const label = textOf(message, 'altText');
  if (textOf(contents, 'type') === 'carousel') {
    return (
      <div className={styles.carousel} role="group" aria-label={label} tabIndex={0}>
        {listOf(contents, 'contents').map((bubble, index) => (
          <FlexBubble key={index} bubble={bubble} onAction={onAction} path={`/contents/${index}`} />
        ))}
      </div>
    );
  }
  return (
    <div role="group" aria-label={label}>
      <FlexBubble bubble={contents} onAction={onAction} path="" />
    </div>
  );
}

const BLOCKS = ['header', 'hero', 'body', 'footer'] as const;

/**
 * One bubble. Beside taller brothers it is stretched to their height; then the body takes the room, so that footers stand on
 * one line. (LINE says nothing about who grows; its own carousels look so.)
 */
function FlexBubble({ bubble, onAction, path }: { bubble: Loose; onAction: OnAction; path: string }) {
  const blockStyles = childOf(bubble, 'styles') ?? {};
  const action = childOf(bubble, 'action');
  const growing = childOf(bubble, 'body') ? 'body' : BLOCKS.findLast((name) => childOf(bubble, name));
  return (
    <ActionArea path={path === '' ? '/' : path} action={action} onAction={onAction} className={styles.flexBubble} style={{ width: bubbleWidth(bubble) }} dir={textOf(bubble, 'direction') === 'rtl' ? 'rtl' : 'ltr'}>
      {BLOCKS.map((name) => {
        const block = childOf(bubble, name);
        if (!block) return null;
        const look = childOf(blockStyles, name) ?? {};
        return (
          <div key={name} className={styles.flexBlock} data-grows={name === growing || undefined} style={{ backgroundColor: colorOf(look, 'backgroundColor'), borderTop: look['separator'] === true ? `1px solid ${colorOf(look, 'separatorColor') ?? '#D4D6DA'}` : undefined }}>
            {name === 'hero' ? <Hero block={block} onAction={onAction} path={`${path}/hero`} /> : <Block name={name} block={block} onAction={onAction} path={`${path}/${name}`} />}
          </div>
        );
      })}
    </ActionArea>
  );
}

/** Room around the contents of a block that says nothing about it (FACTS §8, last row). */
const BLOCK_PADDING_PX = { header: 20, body: 20, footer: 10 } as const;

/** Side by side, never as one `padding`: that would be written after the sides a box gives itself, and win. */
function blockPadding(name: keyof typeof BLOCK_PADDING_PX): CSSProperties {
  const all = BLOCK_PADDING_PX[name];
  return { paddingTop: name === 'body' ? all - 1 : all, paddingBottom: all, paddingInlineStart: all, paddingInlineEnd: all };
}

function Block({ name, block, onAction, path }: { name: 'header' | 'body' | 'footer'; block: Loose; onAction: OnAction; path: string }) {
  return (
    <FlexComponent
      component={block}
      place={{ parent: 'vertical', first: true }}
      onAction={onAction}
      path={path}
      extra={{ flex: '1 0 auto', ...blockPadding(name), ...paddings(block) }}
    />
  );
}

function Hero({ block, onAction, path }: { block: Loose; onAction: OnAction; path: string }) {
  const place = { parent: 'vertical', first: true } as const;
  if (textOf(block, 'type') === 'video') return <FlexVideo video={block} onAction={onAction} path={path} />;
  return <FlexComponent component={block} place={place} onAction={onAction} path={path} extra={textOf(block, 'type') === 'box' ? paddings(block) : {}} />;
}

/** A video over the body. What stands in for it on devices that cannot play it is drawn when its address may not be loaded. */
function FlexVideo({ video, onAction, path }: { video: Loose; onAction: OnAction; path: string }) {
  const { t } = useTranslation('phone');
  const action = childOf(video, 'action');
  const source = allowedMedia(textOf(video, 'url'));
  const instead = childOf(video, 'altContent');
  const frame = { width: '100%', aspectRatio: aspectRatioOf(video), objectFit: 'cover' } as const;
  if (source === undefined && instead) return <FlexComponent component={instead} place={{ parent: 'vertical', first: true }} onAction={onAction} path={`${path}/altContent`} />;
  return (
    <div>
      {source === undefined ? (
        <PhonePicture path={path} address={textOf(video, 'previewUrl')} kind="video" style={frame} />
      ) : (
        <video className={styles.picture} data-flex={path} controls preload="none" poster={allowedMedia(textOf(video, 'previewUrl'))} src={source} aria-label={t('message.video')} style={frame} />
      )}
      {action && <ActionButton action={action} onAction={onAction} className={styles.flexButton} style={{ width: '100%' }} />}
    </div>
  );
}

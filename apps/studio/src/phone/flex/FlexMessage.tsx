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
          <FlexBubble key={index} bubble={bubble} onAction={onAction} />
        ))}
      </div>
    );
  }
  return (
    <div role="group" aria-label={label}>
      <FlexBubble bubble={contents} onAction={onAction} />
    </div>
  );
}

const BLOCKS = ['header', 'hero', 'body', 'footer'] as const;

function FlexBubble({ bubble, onAction }: { bubble: Loose; onAction: OnAction }) {
  const blockStyles = childOf(bubble, 'styles') ?? {};
  const action = childOf(bubble, 'action');
  return (
    <ActionArea action={action} onAction={onAction} className={styles.flexBubble} style={{ width: bubbleWidth(bubble) }} dir={textOf(bubble, 'direction') === 'rtl' ? 'rtl' : 'ltr'}>
      {BLOCKS.map((name) => {
        const block = childOf(bubble, name);
        if (!block) return null;
        const look = childOf(blockStyles, name) ?? {};
        return (
          <div key={name} style={{ backgroundColor: colorOf(look, 'backgroundColor'), borderTop: look['separator'] === true ? `1px solid ${colorOf(look, 'separatorColor') ?? '#D4D6DA'}` : undefined }}>
            {name === 'hero' ? <Hero block={block} onAction={onAction} /> : <Block name={name} block={block} onAction={onAction} />}
          </div>
        );
      })}
    </ActionArea>
  );
}

/** Room around the contents of a block that says nothing about it (FACTS §8, last row). */
const BLOCK_PADDING_PX = { header: 20, body: 20, footer: 10 } as const;

function Block({ name, block, onAction }: { name: 'header' | 'body' | 'footer'; block: Loose; onAction: OnAction }) {
  return (
    <FlexComponent
      component={block}
      place={{ parent: 'vertical', first: true }}
      onAction={onAction}
      extra={{ padding: BLOCK_PADDING_PX[name], ...(name === 'body' ? { paddingTop: 19 } : {}), ...paddings(block) }}
    />
  );
}

function Hero({ block, onAction }: { block: Loose; onAction: OnAction }) {
  const type = textOf(block, 'type');
  if (type === 'image') return <FlexComponent component={{ ...block, size: textOf(block, 'size') ?? 'md' }} place={{ parent: 'vertical', first: true }} onAction={onAction} />;
  if (type === 'video') {
    const action = childOf(block, 'action');
    return (
      <div>
        <PhonePicture address={textOf(block, 'previewUrl')} kind="video" style={{ width: '100%', aspectRatio: aspectRatioOf(block), objectFit: 'cover' }} />
        {action && <ActionButton action={action} onAction={onAction} className={styles.flexButton} />}
      </div>
    );
  }
  return <FlexComponent component={block} place={{ parent: 'vertical', first: true }} onAction={onAction} extra={paddings(block)} />;
}

import { colorOf } from '../flex/flexStyle';
import { childOf, listOf, textOf, type Loose } from '../loose';
import { ActionArea, ActionButton, actionLabel, type OnAction } from './ActionButton';
import { PhonePicture } from './PhonePicture';
import styles from '../phone.module.css';

/** The four templates: buttons, confirm, carousel, image carousel. Their `altText` names them for screen readers. */
export function TemplateBubble({ message, onAction }: { message: Loose; onAction: OnAction }) {
  const template = childOf(message, 'template') ?? {};
  const label = textOf(message, 'altText');
  switch (textOf(template, 'type')) {
    case 'confirm':
      return (
        <div className={styles.card} role="group" aria-label={label}>
          <p className={styles.cardText} dir="auto">{textOf(template, 'text')}</p>
          <div className={styles.confirmButtons}>
            {listOf(template, 'actions').map((action, index) => (
              <ActionButton key={index} action={action} onAction={onAction} className={styles.cardButton} />
            ))}
          </div>
        </div>
      );
    case 'carousel':
      return (
        <div className={styles.carousel} role="group" aria-label={label} tabIndex={0}>
          {listOf(template, 'columns').map((column, index) => (
            <ButtonsCard key={index} card={{ ...column, imageAspectRatio: template['imageAspectRatio'], imageSize: template['imageSize'] }} onAction={onAction} />
          ))}
        </div>
      );
    case 'image_carousel':
      return (
        <div className={styles.carousel} role="group" aria-label={label} tabIndex={0}>
          {listOf(template, 'columns').map((column, index) => {
            const action = childOf(column, 'action');
            const words = action && textOf(action, 'label');
            return (
              <ActionArea key={index} action={action} onAction={onAction} className={styles.imageColumn}>
                <PhonePicture address={textOf(column, 'imageUrl')} kind="image" alt={(action && actionLabel(action)) ?? ''} style={{ width: '100%', aspectRatio: '1 / 1', objectFit: 'cover' }} />
                {words !== undefined && <span className={styles.imageColumnLabel}>{words}</span>}
              </ActionArea>
            );
          })}
        </div>
      );
    default:
      return (
        <div role="group" aria-label={label}>
          <ButtonsCard card={template} onAction={onAction} />
        </div>
      );
  }
}

/** A card of picture, title, text and buttons: the buttons template, and each column of a carousel. */
function ButtonsCard({ card, onAction }: { card: Loose; onAction: OnAction }) {
  const picture = textOf(card, 'thumbnailImageUrl');
  return (
    <div className={styles.card}>
      <ActionArea action={childOf(card, 'defaultAction')} onAction={onAction} className={styles.cardTop}>
        {picture !== undefined && (
          <PhonePicture
            address={picture}
            kind="image"
            style={{
              width: '100%',
              aspectRatio: textOf(card, 'imageAspectRatio') === 'square' ? '1 / 1' : '1.51 / 1',
              objectFit: textOf(card, 'imageSize') === 'contain' ? 'contain' : 'cover',
              backgroundColor: colorOf(card, 'imageBackgroundColor') ?? '#FFFFFF',
            }}
          />
        )}
        {textOf(card, 'title') !== undefined && <strong className={styles.cardTitle} dir="auto">{textOf(card, 'title')}</strong>}
        <p className={styles.cardText} dir="auto">{textOf(card, 'text')}</p>
      </ActionArea>
      {listOf(card, 'actions').map((action, index) => (
        <ActionButton key={index} action={action} onAction={onAction} className={styles.cardButton} />
      ))}
    </div>
  );
}

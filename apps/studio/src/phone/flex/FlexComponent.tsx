import type { CSSProperties } from 'react';
import { childOf, listOf, textOf, type Loose } from '../loose';
import { ActionArea, ActionButton, type OnAction } from '../messages/ActionButton';
import { PhonePicture } from '../messages/PhonePicture';
import { boxStyle, buttonStyle, iconStyle, imageStyle, layoutOf, letterStyle, placeStyle, separatorStyle, textStyle, type FlexPlace } from './flexStyle';
import styles from '../phone.module.css';

interface Props {
  component: Loose;
  place: FlexPlace;
  onAction: OnAction;
  /** Styles of the block this component fills, e.g. its padding. */
  extra?: CSSProperties;
  /** Boxes inside boxes so far; LINE's own caps keep real messages far below the limit. */
  depth?: number;
}

/** Deeper than any real message; keeps a hostile one from filling the stack. */
const MAX_DEPTH = 30;

/** One Flex component with everything inside it. Types it does not know take no room, as in an older app. */
export function FlexComponent({ component, place, onAction, extra, depth = 0 }: Props) {
  const action = childOf(component, 'action');
  switch (textOf(component, 'type')) {
    case 'box': {
      if (depth >= MAX_DEPTH) return null;
      const layout = layoutOf(component);
      const spacing = textOf(component, 'spacing');
      return (
        <ActionArea action={action} onAction={onAction} style={{ ...boxStyle(component), ...placeStyle(component, place), ...extra }}>
          {listOf(component, 'contents').map((child, index) => (
            <FlexComponent key={index} component={child} place={{ parent: layout, first: index === 0, spacing }} onAction={onAction} depth={depth + 1} />
          ))}
        </ActionArea>
      );
    }
    case 'text':
      return (
        <ActionArea action={action} onAction={onAction} style={{ ...textStyle(component, place), ...extra }}>
          <TextContents text={component} />
        </ActionArea>
      );
    case 'image': {
      const { frame, picture } = imageStyle(component, place);
      return (
        <ActionArea action={action} onAction={onAction} style={{ ...frame, ...extra }}>
          <PhonePicture address={textOf(component, 'url')} kind="image" style={picture} />
        </ActionArea>
      );
    }
    case 'icon':
      return <PhonePicture address={textOf(component, 'url')} kind="icon" style={iconStyle(component, place)} />;
    case 'button':
      return <ActionButton action={action ?? {}} onAction={onAction} className={styles.flexButton} style={{ ...buttonStyle(component, place), ...extra }} />;
    case 'separator':
      return <div style={separatorStyle(component, place)} />;
    case 'filler':
      return <div style={placeStyle({ ...component, flex: component['flex'] ?? 1 }, place)} />;
    case 'spacer':
      return <div style={{ ...placeStyle(component, place), height: 8 }} />;
    default:
      return null;
  }
}

/** Spans win over the plain text when both are there (FACTS §8). */
function TextContents({ text }: { text: Loose }) {
  const spans = listOf(text, 'contents').filter((span) => textOf(span, 'type') === 'span');
  if (spans.length === 0) return <>{textOf(text, 'text') ?? ''}</>;
  return (
    <>
      {spans.map((span, index) => (
        <span key={index} style={letterStyle(span, true)}>
          {textOf(span, 'text') ?? ''}
        </span>
      ))}
    </>
  );
}
